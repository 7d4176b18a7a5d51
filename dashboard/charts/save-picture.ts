import { download } from './download.ts';

/** Saves a panel with its heading as a PNG at twice its size, without what is not printed; in the colours that are on the screen. */
export async function savePicture(panel: HTMLElement, file: string): Promise<void> {
  const [{ toBlob }, fontEmbedCSS] = await Promise.all([import('html-to-image'), fontFaces()]);
  // What the pointer left behind is no part of the picture; what says its days is.
  for (const plot of panel.querySelectorAll('.plot')) {
    plot.dispatchEvent(new PointerEvent('pointerleave', { pointerType: 'mouse' }));
  }
  panel.dataset.saving = 'true';
  const blob = await toBlob(panel, {
    pixelRatio: 2,
    backgroundColor: getComputedStyle(panel).backgroundColor,
    // Its own way to the fonts sets a base address, which the page's policy forbids.
    fontEmbedCSS,
    filter: (node) => !(node instanceof Element && node.classList.contains('unprinted')),
  }).finally(() => delete panel.dataset.saving);
  if (!blob) throw new Error('The browser gave no picture.');
  download(blob, `${file}.png`);
}

/** The page's typefaces with their files within: a picture can load nothing. One that cannot be had is left to the system. */
async function fontFaces(): Promise<string> {
  const faces = [...document.styleSheets].flatMap((sheet) =>
    [...sheet.cssRules]
      .filter((rule) => rule instanceof CSSFontFaceRule)
      .map(({ cssText }) => ({ cssText, base: sheet.href ?? document.baseURI })),
  );
  const embedded = faces.map(async ({ cssText, base }) => {
    const address = /url\("?([^")]+)"?\)/.exec(cssText)?.[1];
    if (!address) return '';
    const file = await fetch(new URL(address, base));
    return file.ok ? cssText.replace(address, await dataUrlOf(await file.blob())) : '';
  });
  return (await Promise.all(embedded)).join('\n');
}

const dataUrlOf = (blob: Blob): Promise<string> =>
  new Promise((done, failed) => {
    const reader = new FileReader();
    reader.onload = () => done(String(reader.result));
    reader.onerror = () => failed(reader.error);
    reader.readAsDataURL(blob);
  });
