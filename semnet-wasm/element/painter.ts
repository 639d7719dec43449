// The canvas: draws a model as its view shows it, now or with the next frame.

import { Drawer } from "./draw.js";
import { Labels, type Written } from "./labels.js";
import type { Model } from "./model.js";
import { type Palette, readPalette } from "./palette.js";
import { CanvasSurface } from "./surface.js";
import type { View } from "./view.js";

/** Drawing that takes longer than this, in milliseconds, is moved as an image while something moves. */
const QUICK = 7;

/** A picture that shows all of a network has names from this size on, in pixels. */
const NAMED = { width: 240, height: 150 };

/** The picture that a painter draws. */
export interface Drawn {
  readonly model: Model;
  readonly isWhole: boolean;
  readonly isEnded: boolean;
  /** The relation of a line by its number, for lines without words. */
  relationOf(id: number): string | undefined;
}

export class Painter {
  private readonly canvas = document.createElement("canvas");
  private readonly context = this.canvas.getContext("2d", { alpha: false }) as CanvasRenderingContext2D;
  private readonly image = document.createElement("canvas");
  private imageAt: { readonly zoom: number; readonly x: number; readonly y: number } | undefined;
  /** Whether the image equals the canvas; it is copied when something moves. */
  private isCopied = false;
  palette: Palette;
  private cost = 0;
  private asked = 0;
  written: readonly Written[] = [];

  constructor(
    private readonly container: HTMLElement,
    private readonly view: View,
    private readonly drawn: Drawn,
  ) {
    this.canvas.style.cssText = "position:absolute;inset:0;width:100%;height:100%;display:block";
    this.canvas.setAttribute("aria-hidden", "true");
    container.append(this.canvas);
    this.palette = readPalette(container);
  }

  end(): void {
    cancelAnimationFrame(this.asked);
    this.canvas.remove();
  }

  /** Reads the colours again. */
  recolour(): void {
    this.palette = readPalette(this.container);
    this.redraw();
  }

  resize(width: number, height: number): void {
    const scale = devicePixelRatio || 1;
    this.canvas.width = Math.round(width * scale);
    this.canvas.height = Math.round(height * scale);
    this.imageAt = undefined;
  }

  /** Whether drawing takes so long that the picture is moved as an image. */
  get isSlow(): boolean {
    return this.cost > QUICK;
  }

  /** Draws everything with the next frame. */
  redraw(): void {
    this.imageAt = undefined;
    this.schedule();
  }

  /** Draws with the next frame, or moves the image of the last drawing. */
  schedule(): void {
    if (this.asked !== 0 || this.drawn.isEnded) return;
    this.asked = requestAnimationFrame(() => {
      this.asked = 0;
      this.paint();
    });
  }

  paint(): void {
    const { width } = this.view.size;
    if (width === 0 || this.drawn.isEnded) return;
    const { context } = this;
    const scale = this.canvas.width / width;
    if (this.imageAt && this.isSlow) return this.paintImage(scale);
    const begun = performance.now();
    this.paintAll(context, scale);
    this.cost = performance.now() - begun;
    if (!this.isSlow) return;
    this.imageAt = { zoom: this.view.zoomed, ...this.view.pan };
    this.isCopied = false;
  }

  /** Moves the last drawing, until there is time to draw again. */
  private paintImage(scale: number): void {
    const { context, imageAt } = this;
    if (!imageAt) return;
    if (!this.isCopied) {
      this.image.width = this.canvas.width;
      this.image.height = this.canvas.height;
      this.image.getContext("2d")?.drawImage(this.canvas, 0, 0);
      this.isCopied = true;
    }
    const share = this.view.zoomed / imageAt.zoom;
    const [x, y] = [this.view.pan.x - imageAt.x * share, this.view.pan.y - imageAt.y * share];
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.globalAlpha = 1;
    context.fillStyle = this.palette.paper;
    context.fillRect(0, 0, this.canvas.width, this.canvas.height);
    context.drawImage(this.image, x * scale, y * scale, this.canvas.width * share, this.canvas.height * share);
  }

  paintAll(context: CanvasRenderingContext2D, scale: number): void {
    const { width, height } = this.view.size;
    const { palette } = this;
    const { model, isWhole } = this.drawn;
    // Names would hide the items when everything is small.
    model.isBare = isWhole && (width < NAMED.width || height < NAMED.height);
    const surface = new CanvasSurface(context);
    context.setTransform(scale, 0, 0, scale, 0, 0);
    context.globalAlpha = 1;
    context.fillStyle = palette.paper;
    context.fillRect(0, 0, width, height);
    context.setTransform(
      scale * this.view.zoomed,
      0,
      0,
      scale * this.view.zoomed,
      scale * this.view.pan.x,
      scale * this.view.pan.y,
    );
    new Drawer(model, palette, surface, this.view.frame()).draw();
    context.setTransform(scale, 0, 0, scale, 0, 0);
    const labels = new Labels(model, palette, surface, context, {
      width,
      height,
      zoom: this.view.zoomed,
      toScreen: this.view.toScreen,
    });
    labels.relationOf = (id) => this.drawn.relationOf(id);
    if (!model.isBare) labels.draw(!isWhole);
    this.written = labels.written;
    this.cues(surface);
  }

  /** Where something lies beyond an edge, an arrow points to it. */
  private cues(surface: CanvasSurface): void {
    const { left, top, right, bottom } = this.view.area();
    if (this.drawn.model.scene.cards.length === 0 || this.drawn.isWhole) return;
    const { width, height } = this.view.size;
    const [from, to] = [this.view.toScreen({ x: left, y: top }), this.view.toScreen({ x: right, y: bottom })];
    surface.alpha(0.75);
    const arrow = (x: number, y: number, dx: number, dy: number) =>
      surface.triangle(
        { x: x + dx * 8, y: y + dy * 8 },
        { x: x + dy * 9, y: y + dx * 9 },
        { x: x - dy * 9, y: y - dx * 9 },
        this.palette.accent,
      );
    if (from.x < -8) arrow(12, height / 2, -1, 0);
    if (to.x > width + 8) arrow(width - 12, height / 2, 1, 0);
    if (from.y < -8) arrow(width / 2, 12, 0, -1);
    if (to.y > height + 8) arrow(width / 2, height - 12, 0, 1);
    surface.alpha(1);
  }
}
