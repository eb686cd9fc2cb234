/**
 * Whatever picture an admin chooses is drawn anew in this browser, and what is drawn is sent: a script in
 * an SVG, and where a photograph was taken, never leave it.
 */

const LONGEST_SIDE = 512;
const SHORTEST_SIDE = 32;
const MOST_BYTES = 65_536;
const SMALLER = 0.75;
const SVG = "image/svg+xml";

/** A PNG in base64, as large as fits. Undefined for what cannot be drawn. */
export async function drawnLogo(file: File): Promise<string | undefined> {
  const picture = new Image();
  try {
    picture.src = await dataAddress(file);
    await picture.decode();
  } catch {
    return undefined;
  }
  const { naturalWidth: width, naturalHeight: height } = picture;
  const longest = Math.max(width, height);
  if (longest === 0) {
    return undefined;
  }
  const most = file.type === SVG ? LONGEST_SIDE : Math.min(LONGEST_SIDE, longest);
  for (let side = most; side >= Math.min(most, SHORTEST_SIDE); side *= SMALLER) {
    const scale = side / longest;
    const drawn = await pngOf(picture, { width: width * scale, height: height * scale });
    if (drawn !== null && drawn.size <= MOST_BYTES) {
      return (await dataAddress(drawn)).split(",")[1];
    }
  }
  return undefined;
}

function pngOf(
  picture: HTMLImageElement,
  size: { readonly width: number; readonly height: number },
): Promise<Blob | null> {
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(size.width));
  canvas.height = Math.max(1, Math.round(size.height));
  canvas.getContext("2d")?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return new Promise((settle) => canvas.toBlob(settle, "image/png"));
}

function dataAddress(blob: Blob): Promise<string> {
  return new Promise((settle, refuse) => {
    const reader = new FileReader();
    reader.onload = () => settle(typeof reader.result === "string" ? reader.result : "");
    reader.onerror = () => refuse(new Error("the file cannot be read"));
    reader.readAsDataURL(blob);
  });
}
