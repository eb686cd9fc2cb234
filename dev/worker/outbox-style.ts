/** The console's colours and measures, written out: this page must work before anything is built. */
export const OUTBOX_STYLE = `
:root { --canvas:#f6f7f9; --surface:#fff; --sunken:#eef0f4; --line:#dfe3ea; --strong:#8a94a6; --text:#161a22; --muted:#545d6e; --accent:#2f57c9; --on-accent:#fff }
@media (prefers-color-scheme: dark) {
  :root { --canvas:#0f1218; --surface:#171b23; --sunken:#12161d; --line:#2a303b; --strong:#6f7a8d; --text:#eceff4; --muted:#a3adbd; --accent:#8fb0ff; --on-accent:#0f1218 }
}
* { box-sizing:border-box }
body { margin:0; background:var(--canvas); color:var(--text); font:16px/1.45 system-ui,sans-serif }
main { max-width:720px; margin:0 auto; padding:24px 16px 48px }
h1 { margin:0; font-size:28px; line-height:1.2 }
h2 { margin:0 0 8px; font-size:18px; line-height:1.2 }
p { margin:0 0 8px }
a { color:var(--accent) }
a:focus-visible, button:focus-visible, select:focus-visible, summary:focus-visible { outline:2px solid var(--accent); outline-offset:2px }
.muted, .meta, .empty { color:var(--muted); font-size:14px }
.playing { margin:16px 0; padding:12px 16px; border:1px solid var(--line); border-radius:10px; background:var(--surface) }
.playing p:last-child { margin:0 }
form { display:flex; flex-wrap:wrap; align-items:center; gap:8px 12px; margin:0 0 24px }
select, button { min-height:44px; padding:0 12px; border:1px solid var(--strong); border-radius:6px; background:var(--surface); color:inherit; font:inherit; max-width:100% }
button { border-color:var(--accent); background:var(--accent); color:var(--on-accent); font-weight:600 }
ol { list-style:none; margin:0; padding:0; display:grid; gap:24px }
.meta { display:flex; justify-content:space-between; gap:16px; margin:0 4px 6px }
.meta strong { color:var(--text); overflow-wrap:anywhere }
.meta time { white-space:nowrap }
.body { white-space:pre-wrap; overflow-wrap:anywhere }
.sms .body { width:fit-content; max-width:420px; padding:10px 14px; border-radius:18px 18px 18px 4px; background:var(--surface); border:1px solid var(--line) }
.email { padding:16px; border:1px solid var(--line); border-radius:10px; background:var(--surface) }
.email .meta { margin:0 0 12px }
.more { margin:12px 0 0 }
.plays { list-style:none; margin:12px 0 0; padding:0; display:flex; flex-wrap:wrap; gap:8px }
.plays a { display:inline-flex; align-items:center; min-height:44px; padding:0 14px; border:1px solid var(--strong); border-radius:22px; background:var(--surface); text-decoration:none; font-size:15px }
.plays li:first-child a { border-color:var(--accent); background:var(--accent); color:var(--on-accent); font-weight:600 }
details { margin-top:8px }
summary { padding:10px 4px; cursor:pointer; color:var(--accent) }
details ul { margin:0; padding:0; list-style:none; display:grid; grid-template-columns:repeat(auto-fill,minmax(260px,1fr)); gap:0 16px }
details li a { display:block; padding:10px 4px }
`;
