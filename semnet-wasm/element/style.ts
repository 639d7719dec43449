// The style of the element, inside its shadow.

const themes = Array.from(
  { length: 8 },
  (_, theme) => `.theme-${theme} { background: var(--theme-${theme}, #59616b); }`,
).join("\n");

export const STYLE = `
:host { display: grid; grid-template-rows: minmax(0, 1fr) auto; position: relative; min-height: 12rem; color-scheme: inherit; font: 400 14px/1.4 system-ui, sans-serif; }
:host([hidden]) { display: none; }
.view { position: relative; overflow: hidden; touch-action: none; min-height: 0; }
.view:focus-visible { outline: 2px solid var(--accent, #0b5cad); outline-offset: -3px; }
:host([plain]) .legend { display: none; }
.legend { display: flex; flex-wrap: wrap; gap: 4px 14px; margin: 0; padding: 8px 12px; list-style: none; color: var(--ink, CanvasText); background: var(--paper, Canvas); }
.legend:empty { display: none; }
.legend li { display: flex; gap: 6px; align-items: center; }
.swatch { display: grid; place-items: center; width: 18px; height: 18px; border-radius: 50%; color: var(--paper, #fff); font-size: 10px; font-weight: 700; }
${themes}
.unseen { position: absolute; width: 1px; height: 1px; margin: 0; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
`;
