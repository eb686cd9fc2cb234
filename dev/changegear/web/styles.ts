/** The stand-in's own plain look: one column on a phone, two on a desk. */
export const STYLES = `
:root{color-scheme:light dark;--canvas:#f6f7f9;--surface:#fff;--line:#dfe3ea;--strong:#8a94a6;--text:#161a22;--muted:#545d6e;--accent:#2f57c9;--on:#fff;--soft:#e8eefc;--info:#1d5f8a;--bad:#b3261e}
@media (prefers-color-scheme:dark){:root{--canvas:#0f1218;--surface:#171b23;--line:#2a303b;--strong:#6f7a8d;--text:#eceff4;--muted:#a3adbd;--accent:#8fb0ff;--on:#0f1218;--soft:#1e2a47;--info:#7fc1ea;--bad:#ff8f87}}
*{box-sizing:border-box}
body{margin:0;background:var(--canvas);color:var(--text);font:14px/1.45 system-ui,sans-serif}
a{color:var(--accent)}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
header{background:var(--surface);border-bottom:1px solid var(--line)}
header>div,main{max-width:1160px;margin:0 auto;padding:12px 16px}
header>div{display:flex;flex-wrap:wrap;gap:4px 24px;align-items:center}
header strong{font-size:16px}
nav{display:flex;gap:16px}
nav a{padding:8px 0}
nav a[aria-current]{color:var(--text);font-weight:600}
h1{font-size:22px;line-height:1.2;margin:12px 0 4px;overflow-wrap:anywhere}
h2{font-size:16px;margin:0 0 12px}
.muted{color:var(--muted)}
.card{background:var(--surface);border:1px solid var(--line);border-radius:10px;padding:16px;margin:16px 0}
.columns{display:grid;gap:0 16px}
@media (min-width:900px){.columns{grid-template-columns:minmax(0,1fr) 360px;align-items:start}}
label{display:block;margin:0 0 12px;font-weight:550}
label.inline{display:flex;gap:8px;align-items:center}
input,select,textarea{display:block;width:100%;margin-top:4px;padding:7px 10px;border:1px solid var(--strong);border-radius:6px;background:var(--surface);color:var(--text);font:inherit;font-size:16px;font-weight:400}
input[type=checkbox]{width:18px;height:18px;margin:0}
button{min-height:36px;padding:6px 16px;border:1px solid var(--accent);border-radius:6px;background:var(--accent);color:var(--on);font:inherit;font-weight:550;cursor:pointer}
button.plain{background:transparent;color:var(--accent)}
.tickets{list-style:none;margin:0;padding:0}
.tickets li{display:grid;grid-template-columns:1fr auto;gap:2px 12px;padding:12px 0;border-top:1px solid var(--line)}
.tickets li:first-child{border-top:0}
.tickets .summary{grid-column:1/-1;overflow-wrap:anywhere}
@media (min-width:900px){.tickets li{grid-template-columns:110px minmax(0,2fr) minmax(0,1fr) 140px 130px;align-items:baseline}.tickets .summary{grid-column:auto}.tickets .status{order:9}}
.status{font-weight:600;color:var(--info);white-space:nowrap}
dl{display:grid;grid-template-columns:auto minmax(0,1fr);gap:6px 16px;margin:0}
dt{color:var(--muted)}
dd{margin:0;overflow-wrap:anywhere;white-space:pre-line}
.note{border-top:1px solid var(--line);padding:12px 0;overflow-wrap:anywhere}
.note:first-of-type{border-top:0;padding-top:0}
.note p{margin:0 0 8px}
.note table{margin:0 0 8px;border-spacing:0}
.note td{padding:1px 16px 1px 0;vertical-align:top}
.history{list-style:none;margin:0;padding:0}
.history li{padding:6px 0;overflow-wrap:anywhere}
.actions{display:flex;flex-wrap:wrap;gap:8px}
.error{color:var(--bad);font-weight:600}
.skip{position:absolute;left:-999px}.skip:focus{left:8px;top:8px;background:var(--surface);padding:8px}
`;
