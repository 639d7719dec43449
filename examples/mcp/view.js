// The page in a host's frame: it moves and zooms the picture, and speaks with the host (MCP Apps, SEP-1865). It loads nothing.
"use strict";
(() => {
  const root = document.documentElement;
  const main = document.querySelector("main");
  const host = window.parent === window ? undefined : window.parent;
  const waiting = new Map();
  let calls = 0;

  const send = (message) => host?.postMessage({ jsonrpc: "2.0", ...message }, "*");

  const ask = (method, params) =>
    new Promise((resolve, reject) => {
      calls += 1;
      waiting.set(calls, { resolve, reject });
      send({ id: calls, method, params });
    });

  // --- what is shown -------------------------------------------------------------------------------------------

  // Replaces the network by the one in a page of this kind. Scripts in it do not run.
  const show = (html) => {
    const page = new DOMParser().parseFromString(html, "text/html");
    const other = page.querySelector("main");
    main.dataset.hashtag = other.dataset.hashtag;
    main.replaceChildren(...other.childNodes);
    document.title = page.title;
    draw();
  };

  const element = (name, text) => {
    const made = document.createElement(name);
    made.textContent = text;
    return made;
  };

  // Question and findings as words, for a host that lets its frames read no resources.
  const tell = ({ question, findings = [] }) => {
    const list = findings.map(({ label, text }) => element("p", text ? `${label}: ${text}` : label));
    main.replaceChildren(element("h1", question), ...list);
  };

  const answer = async ({ structuredContent, content, isError }) => {
    const text = content?.find((one) => one.type === "text")?.text ?? "{}";
    const found = structuredContent ?? JSON.parse(text);
    if (isError || !found.data?.hashtag) {
      main.replaceChildren(element("p", found.error ?? "This answer has no network."));
      return;
    }
    if (main.dataset.hashtag === found.data.hashtag) return;
    try {
      const read = await ask("resources/read", { uri: `ui://semnet/network/${found.data.hashtag}` });
      show(read.contents[0].text);
    } catch {
      tell(found.data);
    }
  };

  // --- the host --------------------------------------------------------------------------------------------------

  const dress = ({ theme, styles, containerDimensions }) => {
    if (theme) {
      root.dataset.theme = theme;
      root.style.colorScheme = theme;
    }
    for (const [name, value] of Object.entries(styles?.variables ?? {})) {
      if (name.startsWith("--") && value) root.style.setProperty(name, value);
    }
    if (containerDimensions) {
      root.toggleAttribute("data-fill", "height" in containerDimensions);
      const most = containerDimensions.maxHeight;
      if (most) root.style.setProperty("--most", `${most}px`);
    }
  };

  let size = "";
  const measure = () => {
    const { height } = main.getBoundingClientRect();
    const found = { width: Math.ceil(window.innerWidth), height: Math.ceil(height) };
    if (size === JSON.stringify(found)) return;
    size = JSON.stringify(found);
    send({ method: "ui/notifications/size-changed", params: found });
  };

  addEventListener("message", ({ source, data }) => {
    if (!host || source !== host || data?.jsonrpc !== "2.0") return;
    const { id, method, params = {} } = data;
    if (method === undefined) {
      const call = waiting.get(id);
      waiting.delete(id);
      if (data.error) call?.reject(new Error(data.error.message));
      else call?.resolve(data.result);
    } else if (method === "ui/notifications/tool-result") {
      answer(params).catch((error) => main.replaceChildren(element("p", error.message)));
    } else if (method === "ui/notifications/host-context-changed") {
      dress(params);
    } else if (id !== undefined) {
      const known = method === "ping" || method === "ui/resource-teardown";
      send(known ? { id, result: {} } : { id, error: { code: -32601, message: `unknown method ${method}` } });
    }
  });

  // --- the picture -----------------------------------------------------------------------------------------------

  let picture, whole, box;

  const move = (left, top, width) => {
    const least = whole.width / 20;
    const wide = Math.min(Math.max(width, least), whole.width);
    const high = (wide * whole.height) / whole.width;
    const within = (at, from, room) => Math.min(Math.max(at, from), from + room);
    box = {
      x: within(left, whole.x, whole.width - wide),
      y: within(top, whole.y, whole.height - high),
      width: wide,
      height: high,
    };
    picture.setAttribute("viewBox", `${box.x} ${box.y} ${box.width} ${box.height}`);
  };

  // Around a point of the picture, which stays where it is.
  const zoom = (by, x = box.x + box.width / 2, y = box.y + box.height / 2) =>
    move(x - (x - box.x) / by, y - (y - box.y) / by, box.width / by);

  const point = ({ clientX, clientY }) =>
    new DOMPoint(clientX, clientY).matrixTransform(picture.getScreenCTM().inverse());

  const keys = {
    "+": () => zoom(1.4),
    "-": () => zoom(1 / 1.4),
    0: () => move(whole.x, whole.y, whole.width),
    ArrowLeft: () => move(box.x - box.width / 8, box.y, box.width),
    ArrowRight: () => move(box.x + box.width / 8, box.y, box.width),
    ArrowUp: () => move(box.x, box.y - box.height / 8, box.width),
    ArrowDown: () => move(box.x, box.y + box.height / 8, box.width),
  };

  function draw() {
    const frame = main.querySelector("#picture");
    picture = frame?.querySelector("svg");
    if (!picture) return;
    const { x, y, width, height } = picture.viewBox.baseVal;
    whole = { x, y, width, height };
    box = whole;
    frame.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || !keys[event.key]) return;
      event.preventDefault();
      keys[event.key]();
    });
    for (const button of frame.querySelectorAll("button")) {
      button.addEventListener("click", () => keys[button.value]());
    }
    // Turning the wheel alone scrolls what is around the frame; pinching is a turn with Ctrl.
    const turn = (event) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      const at = point(event);
      zoom(Math.exp(-event.deltaY / 200), at.x, at.y);
    };
    picture.addEventListener("wheel", turn, { passive: false });
    let from;
    picture.addEventListener("pointerdown", (event) => {
      from = point(event);
      picture.setPointerCapture(event.pointerId);
    });
    picture.addEventListener("pointermove", (event) => {
      if (!from) return;
      const at = point(event);
      move(box.x + from.x - at.x, box.y + from.y - at.y, box.width);
    });
    for (const end of ["pointerup", "pointercancel"]) {
      picture.addEventListener(end, () => {
        from = undefined;
      });
    }
  }

  draw();
  if (host) {
    const appInfo = { name: "semnet", title: "Semantic network", version: "1" };
    const params = {
      appInfo,
      appCapabilities: { availableDisplayModes: ["inline", "fullscreen"] },
      protocolVersion: "2026-01-26",
    };
    ask("ui/initialize", params).then((hello) => {
      dress(hello.hostContext ?? {});
      send({ method: "ui/notifications/initialized" });
      new ResizeObserver(measure).observe(main);
    });
  }
})();
