import { download } from './download.ts';

/** Saves a panel with its heading as a PNG at twice its size, without what is not printed. */
export async function savePicture(panel: HTMLElement, file: string): Promise<void> {
  const { toBlob } = await import('html-to-image');
  const blob = await toBlob(panel, {
    pixelRatio: 2,
    backgroundColor: getComputedStyle(panel).backgroundColor,
    filter: (node) => !(node instanceof Element && node.classList.contains('unprinted')),
  });
  if (!blob) throw new Error('The browser gave no picture.');
  download(blob, `${file}.png`);
}
