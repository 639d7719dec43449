// A frame without an origin, as `sandbox="allow-scripts"` makes it, loads no module and starts no worker. There the viewer
// of saved pages shows the network of the address: one plain script and one style.

if (self.origin === "null") {
  const policy = self.trustedTypes?.createPolicy("semnet", { createScriptURL: (url) => url });
  const style = document.createElement("link");
  style.rel = "stylesheet";
  style.href = "./embed.css";
  const script = document.createElement("script");
  script.src = policy?.createScriptURL("./embed.js") ?? "./embed.js";
  document.head.append(style, script);
}
