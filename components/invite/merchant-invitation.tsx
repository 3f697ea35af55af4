import { Check, ChevronRight, QrCode, Smartphone } from "lucide-react";
import { useTranslations } from "next-intl";
import { buttonLook } from "#components/ui/button.tsx";
import { cn } from "#components/ui/cn.ts";
import type { Device } from "./device.ts";
import type { MerchantView } from "./merchant-view.ts";

const shownSets = 6;

interface MerchantInvitationProps {
  view: MerchantView;
  device: Device;
  locale: string;
  timeZone: string;
}

/** Who asks, what for in ordinary words, what stays the merchant's, and one button that fits the device. */
export function MerchantInvitation({ view, device, locale, timeZone }: MerchantInvitationProps) {
  const t = useTranslations("invite");
  const platform = view.platformName;
  const until = new Intl.DateTimeFormat(locale, {
    timeZone,
    month: "long",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).format(view.expiresAt);
  return (
    <>
      {view.merchantName ? (
        <p className="text-ink-2 text-panel font-normal">{t("for", { merchant: view.merchantName })}</p>
      ) : null}
      <h1 className="mt-1 text-balance text-invitee tight">{t(`lead.${view.accountKind}`, { platform })}</h1>
      <p className="mt-3 text-ink-2 text-panel font-normal">{t("who", { platform })}</p>

      <h2 className="mt-10 text-panel">{t("asks")}</h2>
      <Asks view={view} chinese={locale.startsWith("zh")} />

      <h2 className="mt-8 text-panel">{t("never")}</h2>
      <p className="mt-1 text-prose">{t("neverText")}</p>

      <div className="mt-10 flex flex-col items-stretch gap-2">
        <Way code={view.code} device={device} look="primary" />
        <Way code={view.code} device={device === "pc" ? "phone" : "pc"} look="secondary" />
      </div>
      <p className="mt-4 text-ink-2 text-prose">{t("admin")}</p>
      <p className="mt-1 text-ink-2 text-prose">{t("until", { date: until })}</p>
    </>
  );
}

function Asks({ view, chinese }: { view: MerchantView; chinese: boolean }) {
  const t = useTranslations("invite");
  const sets = view.permissionSets;
  if (!sets || sets.length === 0) return <p className="mt-1 text-prose">{t("asksAll")}</p>;
  const items = sets.map((set) => ({
    id: set.id,
    name: chinese ? set.name.zh : set.name.en,
    text: chinese ? set.description.zh : set.description.en,
  }));
  return (
    <>
      <ul className="mt-1">
        {items.slice(0, shownSets).map((item) => (
          <Ask key={item.id} name={item.name} text={item.text} />
        ))}
      </ul>
      {items.length > shownSets ? (
        <details className="group">
          <summary className="flex min-h-11 list-none items-center text-bronze text-prose group-open:hidden">
            {t("more", { count: items.length - shownSets })}
          </summary>
          <ul>
            {items.slice(shownSets).map((item) => (
              <Ask key={item.id} name={item.name} text={item.text} />
            ))}
          </ul>
        </details>
      ) : null}
    </>
  );
}

function Ask({ name, text }: { name: string; text: string }) {
  return (
    <li className="flex gap-3 border-line-2 border-b py-3">
      <Check className="mt-0.5 size-5 shrink-0 text-jade" aria-hidden="true" />
      <div>
        <p className="font-medium text-prose">{name}</p>
        <p className="text-ink-2 text-prose">{text}</p>
      </div>
    </li>
  );
}

/** A plain link: each opening makes a fresh code, so nothing may fetch it ahead. */
function Way({ code, device, look }: { code: string; device: Device; look: "primary" | "secondary" }) {
  const t = useTranslations("invite");
  const phone = device === "phone";
  const Icon = phone ? Smartphone : QrCode;
  return (
    <a
      href={`/invite/${code}/${phone ? "h5" : "pc"}`}
      rel="nofollow"
      className={cn(
        buttonLook({ look, size: "large" }),
        "h-auto min-h-16 gap-4 whitespace-normal px-6 py-3 text-left [&_svg]:size-6",
      )}
    >
      <Icon aria-hidden="true" />
      <span className="flex-1">
        <span className="block text-panel">{phone ? t("continuePhone") : t("continuePc")}</span>
        <span className="block font-normal text-prose opacity-90">{phone ? t("phoneHint") : t("pcHint")}</span>
      </span>
      <ChevronRight aria-hidden="true" />
    </a>
  );
}
