// `semnet/element`: importing it makes `<semantic-network>` known to the page.

import { define } from "./element.js";

export { SemanticNetworkElement, type Given, type Lookup, type SemanticNetworkEventMap } from "./element.js";
export { colourOf, isRest, letter, readPalette, THEMES } from "./palette.js";
export { Picture, type Source, type Told } from "./picture.js";
export type { Card, Choice as PictureChoice, Layout, Line, Mark, Scene, Shared } from "./scene.js";

define();
