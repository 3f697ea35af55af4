/** The one style sheet of the simulator's pages: a phone's screen, light and dark. */
export const STYLE = `
:root { color-scheme: light dark; --ground: #fff; --ink: #1c1b19; --ink-2: #5d5a55; --line: #e5e2dc; --edge: #8b867d; --green: #177d51; --green-2: #0f6a43; --on-green: #fff; --sunk: #f5f3ef; --red: #a8261d; --off: #8f8b84; }
@media (prefers-color-scheme: dark) {
	:root { --ground: #191816; --ink: #f1efea; --ink-2: #b9b4ab; --line: #3a3733; --edge: #837d74; --green: #3fae7c; --green-2: #56c08f; --on-green: #0c1f16; --sunk: #262421; --red: #f08b80; --off: #6c6861; }
}
* { box-sizing: border-box; }
html { font: 16px/1.5 system-ui, "PingFang SC", "Noto Sans CJK SC", "Microsoft YaHei", sans-serif; background: var(--ground); color: var(--ink); text-autospace: normal; -webkit-text-size-adjust: 100%; }
body { margin: 0; min-height: 100dvh; display: flex; flex-direction: column; }
.phone { flex: 1; display: flex; flex-direction: column; width: 100%; max-width: 480px; margin: 0 auto; }
.status { display: flex; justify-content: space-between; align-items: center; padding: 12px 28px 4px; font-weight: 600; font-size: 15px; }
.bar { display: grid; grid-template-columns: 44px 1fr 44px; align-items: center; min-height: 48px; padding: 0 8px; }
.bar .name { text-align: center; font-weight: 600; font-size: 17px; margin: 0; }
.bar span { text-align: center; font-size: 20px; line-height: 1; }
main { flex: 1; display: flex; flex-direction: column; padding: 8px 24px 28px; }
h1 { font-size: 24px; line-height: 1.35; font-weight: 650; margin: 16px 0 8px; text-wrap: balance; }
h2 { font-size: 15px; font-weight: 600; margin: 20px 0 0; }
p { margin: 0 0 12px; color: var(--ink-2); }
.who { display: flex; gap: 12px; align-items: center; padding: 8px 0; }
.who img, .choice img { width: 48px; height: 48px; border-radius: 10px; flex: none; }
.who strong, .choice strong { display: block; font-size: 17px; font-weight: 600; }
.who small, .choice small, .set small { display: block; font-size: 14px; color: var(--ink-2); line-height: 1.4; }
.search { display: flex; gap: 8px; margin: 8px 0 12px; }
.search input { flex: 1; min-width: 0; font: inherit; color: inherit; background: var(--ground); border: 1px solid var(--edge); border-radius: 8px; padding: 0 12px; height: 48px; }
.search button { flex: none; }
.choices { list-style: none; margin: 0; padding: 0; }
.choice { display: flex; gap: 12px; align-items: center; min-height: 72px; padding: 8px 0; color: inherit; text-decoration: none; border-top: 1px solid var(--line); }
.choice > span { flex: 1; min-width: 0; overflow-wrap: anywhere; }
.choice em { font-style: normal; font-size: 14px; color: var(--ink-2); flex: none; }
.choice:hover { background: var(--sunk); }
.set { display: flex; gap: 16px; align-items: center; justify-content: space-between; min-height: 60px; padding: 8px 0; border-bottom: 1px solid var(--line); cursor: pointer; }
.set > span { flex: 1; min-width: 0; }
.set b { font-weight: 400; font-size: 16px; display: block; }
.set input { appearance: none; -webkit-appearance: none; flex: none; width: 46px; height: 28px; margin: 0; border-radius: 14px; background: var(--off); position: relative; cursor: pointer; }
.set input::after { content: ""; position: absolute; top: 3px; left: 3px; width: 22px; height: 22px; border-radius: 50%; background: #fff; transition: translate .12s; }
.set input:checked { background: var(--green); }
.set input:checked::after { translate: 18px 0; }
.set input:disabled { opacity: .5; cursor: default; }
fieldset { border: 0; margin: 0; padding: 0; min-width: 0; }
legend { padding: 0; position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
summary { padding: 14px 0; color: var(--ink-2); cursor: pointer; min-height: 48px; }
.another { align-self: flex-start; font-size: 14px; padding: 4px 0 4px 60px; margin-top: -8px; }
.promise { font-size: 14px; margin: 12px 0 16px; }
.actions { margin-top: auto; display: flex; flex-direction: column; gap: 8px; position: sticky; bottom: 0; background: var(--ground); padding: 12px 0 4px; }
button, .button { font: inherit; font-size: 17px; font-weight: 600; min-height: 48px; border-radius: 8px; border: 0; padding: 0 20px; cursor: pointer; background: var(--green); color: var(--on-green); text-decoration: none; display: inline-flex; align-items: center; justify-content: center; }
button:hover, .button:hover { background: var(--green-2); }
button.quiet, .button.quiet { background: transparent; color: var(--ink-2); font-weight: 400; }
button.quiet:hover, .button.quiet:hover { background: var(--sunk); }
:focus-visible { outline: 3px solid var(--green); outline-offset: 2px; }
a { color: var(--green); }
.outcome { flex: 1; display: flex; flex-direction: column; align-items: center; justify-content: center; text-align: center; padding-bottom: 72px; }
.mark { width: 72px; height: 72px; border-radius: 50%; display: grid; place-items: center; background: var(--green); color: var(--on-green); font-size: 36px; line-height: 1; }
.mark.stop { background: var(--red); color: var(--ground); }
.pc { width: 100%; max-width: 560px; margin: 0 auto; flex: 1; padding: 48px 24px; text-align: center; }
.pc .qr { width: min(280px, 80vw); margin: 24px auto 16px; background: #fff; padding: 16px; border: 1px solid var(--line); border-radius: 8px; }
.pc .qr svg { display: block; width: 100%; height: auto; }
.pc .state { font-size: 17px; color: var(--ink); }
.pages { display: flex; justify-content: center; padding: 12px 0; }
`;
