import * as z from 'zod';

const body = z.looseObject({ body: z.string() });
const captioned = z.looseObject({ caption: z.string().optional() });
const choice = z.looseObject({ title: z.string() });

/** What messages of each type hold, as far as it has words. */
export const contents = {
  text: { text: body },
  image: { image: captioned },
  video: { video: captioned },
  document: { document: captioned },
  audio: {},
  sticker: {},
  location: {},
  contacts: {},
  button: { button: z.looseObject({ text: z.string() }) },
  interactive: {
    interactive: z.looseObject({
      button_reply: choice.optional(),
      list_reply: choice.optional(),
      nfm_reply: z.looseObject({ body: z.string().optional() }).optional(),
    }),
  },
  order: { order: z.looseObject({ text: z.string().optional() }) },
  /** A message that the API cannot show: there was one all the same. */
  unsupported: {},
  unknown: {},
} satisfies Record<string, z.ZodRawShape>;

const worded = z.looseObject({
  text: body.optional(),
  image: captioned.optional(),
  video: captioned.optional(),
  document: captioned.optional(),
  button: z.looseObject({ text: z.string().optional() }).optional(),
  interactive: contents.interactive.interactive.optional(),
  order: contents.order.order.optional(),
});

/** The words of a message whose shape has been checked, if it has any. */
export function wordsOf(message: Record<string, unknown>): string | undefined {
  const parsed = worded.safeParse(message);
  if (!parsed.success) return undefined;
  const { text, image, video, document, button, interactive, order } = parsed.data;
  const chosen = interactive?.button_reply ?? interactive?.list_reply;
  const caption = image?.caption ?? video?.caption ?? document?.caption;
  return text?.body ?? caption ?? button?.text ?? chosen?.title ?? interactive?.nfm_reply?.body ?? order?.text;
}
