// A page opened from a disk may not start a worker. There a frame does its work: the same script, the same messages.
if (location.protocol === "file:") {
  window.Worker = class extends EventTarget {
    #opened;

    constructor(url) {
      super();
      const frame = document.createElement("iframe");
      frame.hidden = true;
      frame.srcdoc = `<!doctype html><script src="${new URL(url, location)}"></` + "script>";
      frame.told = (data) => this.dispatchEvent(new MessageEvent("message", { data: structuredClone(data) }));
      this.#opened = new Promise((done) => frame.addEventListener("load", () => done(frame.contentWindow)));
      document.body.append(frame);
    }

    async postMessage(data) {
      const inner = await this.#opened;
      inner.asked({ data: inner.structuredClone(data) });
    }
  };
}
