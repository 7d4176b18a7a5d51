/**
 * The codes of errors (`extensions.code`) and what a client does about each. The code is the contract, the message is for
 * people. A test holds this list against the code that throws them.
 */
export const errorCodes: Readonly<Record<string, string>> = {
  UNAUTHENTICATED: 'Nobody is signed in, or the token is not valid: sign in again (HTTP status 401).',
  FORBIDDEN: 'None of your roles allows it; `details` names the roles or departments that would do.',
  BAD_REQUEST: 'An argument is wrong; the message begins with its name.',
  BAD_USER_INPUT:
    'A value is not of its type; in a variable, `details.path` tells where, e.g. `input.metrics[0]` of `$input`.',
  COST_LIMIT: 'It costs too much; `details` tells the cost and the limit. Ask for less, or in several requests.',
  RATE_LIMITED:
    'The viewer asks for more than is answered at a time; `details.retryAfter` tells in how many seconds to ask again (HTTP status 429).',
  DEPTH_LIMIT: 'The query is nested too deep.',
  ALIAS_LIMIT: 'The document has too many aliases: send several documents.',
  TOKEN_LIMIT: 'The document has too many tokens: send several documents.',
  QUERY_TOO_LONG: 'The document has too many characters: send several documents (HTTP status 413).',
  GRAPHQL_PARSE_FAILED: 'The document is no GraphQL.',
  PERSISTED_QUERY_NOT_FOUND: 'No document has this SHA-256: send the document itself, where that is answered.',
  PERSISTED_QUERY_ONLY:
    'Only persisted documents are answered here; `details` names the roles that may send documents of their own.',
  WRONG_ADDRESS:
    'Subscriptions have an address of their own, which `details` names; queries are answered at `/graphql`.',
  UNKNOWN_TIME_ZONE: 'There is no such IANA time zone.',
  UNKNOWN_DEPARTMENT: 'There is no such department; `details` names those there are.',
  UNKNOWN_CHANNEL: 'There is no such channel; `details` names those there are.',
  UNSUPPORTED_DIMENSION: 'The metric cannot be split by it; `details` names what it supports.',
  UNSUPPORTED_FILTER: 'The metric cannot be filtered by it; `details` names what it supports.',
  UNSUPPORTED_GRANULARITY: 'The metric is not kept that finely.',
  UNSUPPORTED_METRIC: 'The metric is not made of what was asked for; the message names the field to ask.',
  WITHHELD: 'The value is withheld, and so is what it is made of.',
  UNKNOWN_SOURCE: 'There is no such source.',
  UNKNOWN_METRIC: 'There is no such metric; `details` names those there are.',
  UNKNOWN_RESPONSE_TARGET: 'There is no such response target.',
  UNKNOWN_GOAL: 'There is no such goal.',
  UNKNOWN_INITIATIVE: 'There is no such initiative.',
  UNKNOWN_ANNOTATION: 'There is no such annotation.',
  UNKNOWN_ATTESTATION: 'There is no such attestation.',
  UNKNOWN_ALERT_RULE: 'There is no such alert rule.',
  UNKNOWN_ALERT: 'There is no such alert.',
  NOT_FIRING: 'Only an alert that fires can be acknowledged; `details.state` tells how it stands.',
  UNKNOWN_BENCHMARK: 'The department has no benchmark of its own.',
  INVALID_ID: 'The global id was not given by a field `nodeId`.',
  INVALID_CURSOR: 'The cursor was not given by a page.',
  INVALID_PAGE: '`first` and `last` exclude each other.',
  PAGE_SIZE: 'A page is larger or smaller than a page may be; `details` tells the limit.',
  CHANNEL_EXISTS: 'Another channel has the id.',
  SOURCE_EXISTS: 'The source is connected already: change it by `updateSource`.',
  DEPARTMENT_EXISTS: 'Another department has the id.',
  DEPARTMENT_CYCLE: 'A department would be part of itself; `details.path` is the way round.',
  DEPARTMENT_IN_USE: 'Others name the department: change those first.',
  TARGET_TOO_SOON:
    'A response target cannot begin in the past or at once: due times were computed with what holds then.',
  NEEDS_REBUILD: 'It would change what every counter is kept by: it is done by a rebuild, not here.',
  LIMIT: 'There are as many as there may be; `details` tells the limit.',
  CONFLICT: 'Others changed the same at this moment, and nothing was changed: ask again.',
  UNAVAILABLE:
    'A part of Polylog did not answer; `details.retryAfter` tells in how many seconds to ask again, `requestId` finds it in the log. Where nothing could be told the HTTP status is 503. A change may have been made all the same: look before you send it again.',
  INTERNAL: 'Something went wrong on our side; `requestId` finds it in the log.',
};

/** Codes that the server itself gives, before a resolver is asked. */
export const serverErrorCodes: Readonly<Record<string, string>> = {
  OPERATION_RESOLUTION_FAILURE:
    'The document has no operation of that name, or several and none was named: send `operationName`.',
  GRAPHQL_VALIDATION_FAILED: 'The document does not fit the schema.',
  REQUEST_ENTITY_TOO_LARGE: 'The body has more than 100,000 bytes: send several requests (HTTP status 413).',
};

/** The codes of warnings, which come with values and reports. */
export const warningCodes: Readonly<Record<string, string>> = {
  CENSORED: 'What is still open could change the number; the message tells its share.',
  ATTRIBUTED_TO_ENQUIRY: 'A rate is attributed to the enquiry, whatever the report asks for.',
  LOW_COVERAGE: 'Less than half of what has text could be scored.',
  HOME_DAYS: 'Kept by days of the home time zone: these are the same calendar days there.',
  SMALL_GROUP: 'Withheld: the group is too small, or another that is could be computed from it.',
  WHOLE_PERIODS: 'Withheld: told for whole weeks or months that are over; the message says which range to ask for.',
  SMALL_N: 'The latest month rests on less than 30 interactions: chance moves its share much.',
  NO_ACTUALS: 'No month has customer interactions on social or direct channels.',
  MONTH_NOT_OVER: 'Only the running month has an actual: it may still change.',
  OLD_ACTUALS: 'The latest month with an actual is more than three months ago.',
  NO_FORECAST: 'A forecast takes at least three whole months with an actual.',
  TARGET_DATE_OVER: 'The target date of the benchmark is over.',
  NO_HEADCOUNT: 'The headcount is not told: set that of the departments.',
  ABOVE_HEADCOUNT: 'More people were active than the headcount says: it may be out of date.',
  PSEUDONYMS_CHANGED: 'On some of the days people go by something else, so that some of them count more than once.',
  PREVIOUS_WITHHELD: 'The days compared with were withheld, so there is no change to tell.',
  SOURCE_SILENT: 'A feeding source is silent, so the value is incomplete; `source` names it.',
};
