import { fontFamily } from "@habitue/kit/theme/tokens";

const scale = 2;
const headHeight = 48 * scale;

/** titled puts the title above a drawing, so that the picture speaks for itself in a report. */
export function titled(
  drawing: HTMLCanvasElement,
  title: string,
  { surface, text }: { surface: string; text: string },
): Promise<Blob | null> {
  const canvas = document.createElement("canvas");
  canvas.width = drawing.width;
  canvas.height = drawing.height + headHeight;
  const pen = canvas.getContext("2d");
  if (!pen) return Promise.resolve(null);
  pen.fillStyle = surface;
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.fillStyle = text;
  pen.font = `600 ${16 * scale}px ${fontFamily}`;
  pen.textBaseline = "middle";
  pen.fillText(title, 16 * scale, headHeight / 2, canvas.width - 32 * scale);
  pen.drawImage(drawing, 0, headHeight);
  return new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
}
