import type { AlertReason } from './alert-vocabulary.ts';

/** Why an alert cannot be judged, as a part of a sentence. */
export const alertReasonWords: Record<'en' | 'de', Record<AlertReason, string>> = {
  en: {
    WITHHELD: 'as it must not be told of a small group or of days that are no whole weeks or months',
    EMPTY: 'as there was nothing to measure',
    INCOMPLETE: 'as a source is silent',
    CENSORED: 'as too much is still open',
    TOO_FEW: 'as it rests on too few observations',
    NO_CADENCE: 'as no source says how often it speaks',
    UNANSWERABLE: 'as the question has no answer any more: change the rule',
    SILENT: 'as a source is silent',
    FAILING: 'as a source fails',
  },
  de: {
    WITHHELD:
      'weil der Wert einer kleinen Gruppe oder von Tagen, die keine ganzen Wochen oder Monate sind, nicht gezeigt wird',
    EMPTY: 'weil es nichts zu messen gab',
    INCOMPLETE: 'weil eine Quelle schweigt',
    CENSORED: 'weil noch zu viel offen ist',
    TOO_FEW: 'weil es zu wenige Beobachtungen sind',
    NO_CADENCE: 'weil keine Quelle sagt, wie oft sie etwas meldet',
    UNANSWERABLE: 'weil die Frage keine Antwort mehr hat: Regel ändern',
    SILENT: 'weil eine Quelle schweigt',
    FAILING: 'weil eine Quelle fehlschlägt',
  },
};
