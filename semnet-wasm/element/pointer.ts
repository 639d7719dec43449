// Pointers on a picture: dragging cards and the view, pinching, the wheel, and choosing.

import type { Point } from "./geometry.js";
import type { Model } from "./model.js";
import type { Choice } from "./scene.js";
import type { View } from "./view.js";

/** The state that pointers move. */
export interface Movable {
  readonly model: Model;
  readonly view: View;
  find(screen: Point): Choice | undefined;
  hover(choice: Choice | undefined): void;
  /** A person has chosen this. */
  chooseAt(choice: Choice | undefined): void;
  redraw(): void;
}

export function listen(container: HTMLElement, moved: Movable, signal: AbortSignal): void {
  const pointers = new Map<number, Point>();
  let dragged: number | undefined;
  let begun: Point | undefined;
  let hasMoved = false;
  const at = (event: MouseEvent): Point => {
    const { left, top } = container.getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top };
  };
  const on = <K extends keyof HTMLElementEventMap>(
    name: K,
    listen: (event: HTMLElementEventMap[K]) => void,
    passive = true,
  ) => container.addEventListener(name, listen, { signal, passive });
  on("pointerdown", (event) => {
    if (event.button !== 0) return;
    const point = at(event);
    pointers.set(event.pointerId, point);
    if (pointers.size > 1) {
      dragged = undefined;
      hasMoved = true;
      return;
    }
    [begun, hasMoved] = [point, false];
    const found = moved.find(point);
    dragged = found?.kind === "concept" ? moved.model.number(found.label) : undefined;
    try {
      container.setPointerCapture(event.pointerId);
    } catch {
      // The pointer has left already.
    }
  });
  on("pointermove", (event) => {
    const point = at(event);
    const before = pointers.get(event.pointerId);
    if (before === undefined) return moved.hover(moved.find(point));
    const isFirst = !hasMoved && begun !== undefined;
    if (isFirst && Math.hypot(point.x - (begun?.x ?? 0), point.y - (begun?.y ?? 0)) < 4) return;
    const other = [...pointers].find(([id]) => id !== event.pointerId)?.[1];
    pointers.set(event.pointerId, point);
    if (other) {
      const share =
        Math.hypot(point.x - other.x, point.y - other.y) /
        Math.max(1, Math.hypot(before.x - other.x, before.y - other.y));
      const middle = { x: (point.x + other.x) / 2, y: (point.y + other.y) / 2 };
      const { pan } = moved.view;
      moved.view.pan = { x: pan.x + (point.x - before.x) / 2, y: pan.y + (point.y - before.y) / 2 };
      return moved.view.zoom(share, middle);
    }
    const from = isFirst && begun ? begun : before;
    hasMoved = true;
    if (dragged === undefined) return moved.view.panBy(point.x - from.x, point.y - from.y);
    moved.model.move(dragged, (point.x - from.x) / moved.view.zoomed, (point.y - from.y) / moved.view.zoomed);
    moved.view.held();
    moved.redraw();
  });
  const up = (event: PointerEvent) => {
    if (!pointers.delete(event.pointerId) || pointers.size > 0 || event.type !== "pointerup") return;
    if (!hasMoved) moved.chooseAt(moved.find(at(event)));
  };
  on("pointerup", up);
  on("pointercancel", up);
  on("pointerleave", () => moved.hover(undefined));
  on(
    "wheel",
    (event) => {
      event.preventDefault();
      moved.view.zoom(
        Math.exp(-event.deltaY * (event.ctrlKey ? 0.01 : event.deltaMode === 1 ? 0.05 : 0.0016)),
        at(event),
      );
    },
    false,
  );
}
