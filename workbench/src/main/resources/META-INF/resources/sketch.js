// The canvas of the draw view.

const LINE = 4;

/** Draws the layout, and the box that is being drawn. */
export function paint(canvas, layout, preview, colour) {
  canvas.style.aspectRatio = `${layout.width} / ${layout.height}`;
  canvas.height = Math.round((canvas.width * layout.height) / layout.width);
  const pen = canvas.getContext("2d");
  const scale = canvas.width / layout.width;
  const ink = getComputedStyle(canvas).color;
  pen.clearRect(0, 0, canvas.width, canvas.height);
  grid(pen, canvas, ink);
  pen.font = "600 20px system-ui, sans-serif";
  for (const box of layout.boxes) rectangle(pen, box, scale, colour(box.className), ink);
  if (preview) rectangle(pen, preview, scale, ink, ink);
}

function grid(pen, canvas, ink) {
  pen.strokeStyle = ink;
  pen.globalAlpha = 0.12;
  pen.lineWidth = 1;
  pen.setLineDash([]);
  pen.beginPath();
  for (let part = 1; part < 8; part++) {
    pen.moveTo((canvas.width * part) / 8, 0);
    pen.lineTo((canvas.width * part) / 8, canvas.height);
    pen.moveTo(0, (canvas.height * part) / 8);
    pen.lineTo(canvas.width, (canvas.height * part) / 8);
  }
  pen.stroke();
  pen.globalAlpha = 1;
}

function rectangle(pen, box, scale, stroke, ink) {
  const [x, y, width, height] = [box.x, box.y, box.width, box.height].map((side) => side * scale);
  pen.strokeStyle = stroke;
  pen.fillStyle = stroke;
  pen.lineWidth = LINE;
  pen.setLineDash(box.difficulty === "HARD" ? [14, 9] : box.difficulty === "EASY" ? [] : [4, 6]);
  pen.globalAlpha = 0.18;
  pen.fillRect(x, y, width, height);
  pen.globalAlpha = 1;
  pen.strokeRect(x, y, width, height);
  if (box.className) {
    pen.fillStyle = ink;
    pen.fillText(box.className, x + 8, y + 24, Math.max(40, width - 16));
  }
}

/** Calls add with a box that was dragged, or with one in the middle for Enter. */
export function sketch(canvas, layout, add, show) {
  let from = null;
  const place = (event) => {
    const area = canvas.getBoundingClientRect();
    const within = (share) => Math.max(0, Math.min(1, share));
    return [within((event.clientX - area.left) / area.width) * layout.width, within((event.clientY - area.top) / area.height) * layout.height];
  };
  const between = (a, b) => ({ x: Math.min(a[0], b[0]), y: Math.min(a[1], b[1]), width: Math.abs(a[0] - b[0]), height: Math.abs(a[1] - b[1]) });
  canvas.addEventListener("pointerdown", (event) => {
    canvas.setPointerCapture(event.pointerId);
    from = place(event);
  });
  canvas.addEventListener("pointermove", (event) => { if (from) show(between(from, place(event))); });
  canvas.addEventListener("pointerup", (event) => {
    const box = from && between(from, place(event));
    from = null;
    if (box && box.width >= layout.width / 32 && box.height >= layout.height / 32) add(box);
    else show();
  });
  canvas.addEventListener("pointercancel", () => { from = null; show(); });
  canvas.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    add({ x: layout.width * 0.3, y: layout.height * 0.3, width: layout.width * 0.4, height: layout.height * 0.4 });
  });
}
