import { useTranslations } from "next-intl";
import type { Device } from "./device.ts";
import { MerchantFrame } from "./merchant-frame.tsx";
import { MerchantInvitation } from "./merchant-invitation.tsx";
import { MerchantNotice } from "./merchant-notice.tsx";
import type { MerchantView } from "./merchant-view.ts";
import { RefreshWhileWaiting } from "./refresh-while-waiting.tsx";
import { whatToShow } from "./what-to-show.ts";

interface MerchantPageProps {
  view: MerchantView;
  /** How the browser came back from WeChat; from the address, so it decides nothing of weight. */
  returned: string | undefined;
  device: Device;
  locale: string;
  timeZone: string;
}

/** What a merchant sees on opening an invitation, before WeChat and after. */
export function MerchantPage({ view, returned, device, locale, timeZone }: MerchantPageProps) {
  const t = useTranslations("invite");
  const platform = view.platformName;
  const date = new Intl.DateTimeFormat(locale, { timeZone, dateStyle: "long" }).format(view.expiresAt);
  const again = view.open ? { href: `/invite/${view.code}`, label: t("failed.again") } : null;
  const showing = whatToShow(view, returned);

  if (showing === "invite") {
    return (
      <MerchantFrame from={t("from", { platform })}>
        <MerchantInvitation view={view} device={device} locale={locale} timeZone={timeZone} />
      </MerchantFrame>
    );
  }
  return (
    <MerchantFrame from={t("from", { platform })}>
      {showing === "waiting" ? (
        <MerchantNotice sign="waiting" title={t("done.waitingTitle")} text={t("done.waitingText", { platform })}>
          <RefreshWhileWaiting />
        </MerchantNotice>
      ) : showing === "done" ? (
        <MerchantNotice
          sign="done"
          title={view.accountName ? t("done.account", { account: view.accountName }) : t("done.title")}
          text={t("done.text", { platform })}
          note={t("done.takeBack")}
        />
      ) : showing === "used" ? (
        <MerchantNotice
          sign="done"
          title={t("ended.authorizedTitle")}
          text={t("ended.authorizedText")}
          note={t("done.takeBack")}
        />
      ) : showing === "wrong" ? (
        <MerchantNotice
          sign="wrong"
          title={t("ended.wrongTitle")}
          text={t("ended.wrongText", { platform })}
          again={again}
        />
      ) : showing === "expired" ? (
        <MerchantNotice
          sign="ended"
          title={t("ended.expiredTitle")}
          text={t("ended.expiredText", { platform, date })}
        />
      ) : showing === "cancelled" ? (
        <MerchantNotice sign="ended" title={t("ended.cancelledTitle")} text={t("ended.cancelledText", { platform })} />
      ) : (
        <MerchantNotice sign="wrong" title={t("failed.title")} text={t(failureKey(returned))} again={again} />
      )}
    </MerchantFrame>
  );
}

const failures = ["refused", "foreign", "expired", "busy"] as const;

function failureKey(returned: string | undefined) {
  const known = failures.find((failure) => failure === returned) ?? "refused";
  return `failed.${known}` as const;
}

/** For a code that is none of ours. */
export function NoSuchInvitation() {
  const t = useTranslations("invite");
  return (
    <MerchantFrame>
      <MerchantNotice sign="ended" title={t("ended.unknownTitle")} text={t("ended.unknownText")} />
    </MerchantFrame>
  );
}
