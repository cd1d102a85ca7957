/** Style of the widget, inside its shadow root. The page around it can move it: `speechify-agent { position: static }`. */
export const STYLE = `
:host { position: fixed; inset: auto 24px 24px auto; z-index: 2147483000; display: block; }
:host([hidden]), [hidden] { display: none !important; }
* { box-sizing: border-box; margin: 0; }

.widget {
  --surface: light-dark(#ffffff, #1b1f27);
  --ink: light-dark(#161a21, #f1f3f7);
  --quiet: light-dark(#586173, #a7b0c0);
  --line: light-dark(#dde1e8, #363d4a);
  --accent: light-dark(#1d5bd0, #8ab2ff);
  --on-accent: light-dark(#ffffff, #10151d);
  --danger: light-dark(#b3261e, #ff9d94);
  --lift: 0 1px 2px rgb(0 0 0 / 12%), 0 8px 28px rgb(0 0 0 / 16%);
  color-scheme: light dark;
  display: flex;
  flex-direction: column;
  align-items: flex-end;
  gap: 12px;
  width: max-content;
  max-width: min(340px, 100vw - 48px);
  font: 400 15px/1.45 system-ui, sans-serif;
  color: var(--ink);
  overflow-wrap: anywhere;
}
.widget[data-theme='light'] { color-scheme: light; }
.widget[data-theme='dark'] { color-scheme: dark; }

.card { background: var(--surface); border: 1px solid var(--line); border-radius: 16px; box-shadow: var(--lift); }
.rejection { padding: 14px 18px; color: var(--quiet); font-size: 14px; }
.rejection:empty { display: none; }
.rejection strong { display: block; color: var(--danger); font-weight: 600; }
.transcript { width: 340px; max-width: 100%; min-height: 168px; padding: 16px 18px; }
.transcript p { margin-top: 6px; color: var(--quiet); font-size: 14px; }
h2 { font-size: 15px; font-weight: 600; }

button { font: inherit; font-weight: 600; color: inherit; border: 1px solid var(--line); border-radius: 999px; cursor: pointer; }
button:focus-visible, .text:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
button[aria-disabled='true'] { cursor: progress; opacity: 0.7; }
.start { display: flex; align-items: center; background: var(--surface); box-shadow: var(--lift); text-align: start; }
.start:hover { border-color: var(--accent); }
[data-style='pill'] .start { gap: 12px; padding: 8px 22px 8px 8px; border-radius: 30px; }
[data-style='fab'] .start { padding: 6px; border-radius: 50%; }
[data-style='fab'] .start .avatar { width: 52px; height: 52px; }

.bar { display: flex; align-items: center; max-width: 100%; }
.bar.card { padding: 8px; border-radius: 30px; }
.status:not(:empty) { margin-inline: 12px; }
[data-phase='starting'] .status { color: var(--quiet); }
.end { flex: none; max-width: 60%; padding: 8px 18px; background: #b3261e; border-color: transparent; border-radius: 22px; color: #ffffff; }
.end:hover { background: #8f1d17; }

.place { display: contents; }
.avatar { flex: none; width: 40px; height: 40px; border-radius: 50%; object-fit: cover; }
.orb {
  background-image: radial-gradient(circle at 32% 28%, var(--orb-color-2, #9ec2ff), var(--orb-color-1, #2f6fed) 78%);
  box-shadow: inset 0 -3px 8px rgb(0 0 0 / 18%);
}
[data-phase='open'] .orb { animation: breathe 2.4s ease-in-out infinite; }
@keyframes breathe { 50% { transform: scale(0.88); } }
@media (prefers-reduced-motion: reduce) { .orb { animation: none !important; } }

dialog {
  width: min(480px, 100vw - 32px);
  max-height: min(600px, 100vh - 48px);
  margin: auto;
  padding: 24px;
  flex-direction: column;
  gap: 16px;
  background: var(--surface);
  border: 1px solid var(--line);
  border-radius: 18px;
  box-shadow: var(--lift);
  color: var(--ink);
}
dialog[open] { display: flex; }
dialog::backdrop { background: rgb(8 11 16 / 55%); }
dialog > h2 { font-size: 19px; }
.text { flex: 0 1 auto; overflow-y: auto; border-radius: 6px; }
.text > * + * { margin-top: 10px; }
.text :is(h1, h2, h3, h4, h5, h6) { font-size: 16px; font-weight: 600; }
.text :is(ul, ol) { padding-inline-start: 24px; }
.text a[href] { color: var(--accent); }
.text pre { overflow-x: auto; }
.text :is(td, th) { padding: 4px 10px; border: 1px solid var(--line); }
.text table { border-collapse: collapse; }
.choices { display: flex; justify-content: flex-end; gap: 10px; }
.choices button { padding: 9px 20px; background: transparent; }
.choices .accept { background: var(--accent); border-color: transparent; color: var(--on-accent); }
`;
