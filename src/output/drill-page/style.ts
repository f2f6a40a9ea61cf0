import type { Html } from './html.ts';

/** The page's looks: light and dark as the reader's system has it, one column on a phone, fit to be printed. */
export const STYLE: Html = {
  markup: `:root {
  color-scheme: light dark;
  --paper: #f6f7f9; --card: #fff; --ink: #1b2430; --faint: #5c6876; --line: #d9dee5;
  --good: #14743a; --good-bg: #e3f4e9; --bad: #b3261e; --bad-bg: #fdeae8; --warn: #9a5b00; --accent: #1f5fbf; --outage: #b3261e1a;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #10151c; --card: #18202a; --ink: #e6ebf2; --faint: #9aa7b6; --line: #2d3846;
    --good: #5fd08a; --good-bg: #12301f; --bad: #ff8a80; --bad-bg: #3a1a18; --warn: #f0b35a; --accent: #7db1ff; --outage: #ff8a8026;
  }
}
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 62rem; padding: 1rem; background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: .2rem 0 .6rem; overflow-wrap: anywhere; }
h2 { font-size: 1.05rem; margin: 0 0 .7rem; }
p { margin: .3rem 0; overflow-wrap: anywhere; }
section, header { background: var(--card); border: 1px solid var(--line); border-radius: .6rem; padding: 1rem; margin: 0 0 1rem; }
header { border-left: .5rem solid var(--good); }
header.failed { border-left-color: var(--bad); }
header.open { border-left-color: var(--warn); }
.eyebrow, .faint, figcaption { color: var(--faint); font-size: .875rem; }
.answer { font-weight: 600; color: var(--good); }
.failed .answer { color: var(--bad); }
.open .answer { color: var(--warn); }
.limits { display: grid; grid-template-columns: repeat(auto-fill, minmax(9.5rem, 1fr)); gap: .7rem; padding: 0; margin: 0; list-style: none; }
.limits li { border-radius: .5rem; padding: .7rem .8rem; background: var(--good-bg); }
.limits li.failed { background: var(--bad-bg); }
.limits b { display: block; font-size: 1.6rem; line-height: 1.2; font-variant-numeric: tabular-nums; }
.mark { font-weight: 600; font-size: .875rem; color: var(--good); }
.failed .mark { color: var(--bad); }
figure { margin: 0; }
.scroll { overflow-x: auto; }
svg { display: block; width: 100%; height: auto; }
.timeline { min-width: 44rem; }
.topology { max-width: 32rem; margin: 0 auto; }
svg text { fill: var(--ink); font: 13px system-ui, sans-serif; }
svg .small { font-size: 11.5px; fill: var(--faint); }
svg .bold { font-weight: 600; }
.box { fill: var(--card); stroke: var(--line); stroke-width: 1.5; }
.box.struck { stroke: var(--bad); stroke-width: 2.5; stroke-dasharray: 6 4; }
.box.holds { stroke: var(--accent); stroke-width: 2.5; }
.wire { stroke: var(--line); stroke-width: 1.5; fill: none; }
.flow { stroke: var(--accent); stroke-width: 2.5; fill: none; }
.flow.old { stroke-dasharray: 5 5; opacity: .55; }
.grid { stroke: var(--line); stroke-width: 1; }
.outage { fill: var(--outage); }
.moment { stroke: var(--faint); stroke-width: 1.5; stroke-dasharray: 4 3; }
.moment.fault { stroke: var(--bad); stroke-width: 2; stroke-dasharray: none; }
.dots { fill: none; stroke: var(--accent); stroke-width: 3.2; stroke-linecap: round; opacity: .75; }
.dots.slow { stroke: var(--warn); opacity: 1; }
.cross { fill: none; stroke: var(--bad); stroke-width: 1.6; }
.bar { fill: var(--bad); }
.holds-bar { fill: var(--accent); opacity: .8; }
.silent-bar { fill: var(--bad); opacity: .35; }
svg .is-fault { fill: var(--bad); font-weight: 600; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; font-size: .925rem; }
th, td { text-align: left; padding: .35rem .6rem .35rem 0; border-top: 1px solid var(--line); vertical-align: top; overflow-wrap: anywhere; }
th { font-weight: 500; color: var(--faint); overflow-wrap: normal; }
thead th { border-top: 0; }
td.when { white-space: nowrap; text-align: right; padding-right: 1rem; color: var(--faint); width: 5rem; }
tr.fault td:last-child, tr.trouble td:last-child { color: var(--bad); font-weight: 600; }
tr.recovered td:last-child { color: var(--good); font-weight: 600; }
code { font: .875rem ui-monospace, monospace; overflow-wrap: anywhere; }
.beware { border-left: .3rem solid var(--warn); padding-left: .7rem; }
.key { display: flex; flex-wrap: wrap; gap: .2rem 1.1rem; margin: .5rem 0 0; }
.key i { display: inline-block; width: .7rem; height: .7rem; border-radius: 50%; margin-right: .35rem; background: var(--accent); }
.key .slow { background: var(--warn); } .key .failure { background: var(--bad); border-radius: 0; }
.key .held { border-radius: 0; } .key .gone { background: var(--outage); border-radius: 0; }
@media print { body { max-width: none; } section, header { break-inside: avoid; } }
`,
};
