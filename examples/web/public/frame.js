// A frame without an origin, as `sandbox="allow-scripts"` makes it, loads no module and starts no worker. There the viewer
// of saved pages shows the network of the address: one plain script and one style.

if (self.origin === "null") {
  const viewer = "./embed.js";
  const policy = self.trustedTypes?.createPolicy("semnet", { createScriptURL: () => viewer });
  const style = document.createElement("link");
  style.rel = "stylesheet";
  style.href = "./embed.css";
  const script = document.createElement("script");
  script.src = policy?.createScriptURL(viewer) ?? viewer;
  document.head.append(style, script);
}
