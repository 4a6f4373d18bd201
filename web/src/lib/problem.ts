/** Every refusal as the pages see it. Branch on `code`, show `detail`, keep `traceId` behind "Details". */
export class ApiProblem extends Error {
  readonly code: string;
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  readonly traceId: string | null;
  /** Sentences by snake_case field name. */
  readonly fields: Readonly<Record<string, string>>;
  /** Seconds to wait, from Retry-After. */
  readonly retryAfter: number | null;

  constructor(problem: {
    code: string;
    status: number;
    title?: string;
    detail?: string;
    traceId?: string | null;
    fields?: Record<string, string>;
    retryAfter?: number | null;
  }) {
    super(problem.detail ?? problem.title ?? problem.code);
    this.name = 'ApiProblem';
    this.code = problem.code;
    this.status = problem.status;
    this.title = problem.title ?? 'Something went wrong';
    this.detail = problem.detail ?? this.title;
    this.traceId = problem.traceId ?? null;
    this.fields = problem.fields ?? {};
    this.retryAfter = problem.retryAfter ?? null;
  }

  get isNetwork(): boolean {
    return this.status === 0;
  }

  /** Nobody planned for it, so whoever reports it should be able to name its trace. */
  get isUnexpected(): boolean {
    return this.status >= 500 || this.status < 0;
  }
}

/** Turns an answer that was not OK into a problem, also when something before the application refused it. */
export function problemFrom(response: Response, body: unknown): ApiProblem {
  const json = isRecord(body) ? body : {};
  const retryAfter = Number(response.headers.get('Retry-After') ?? Number.NaN);
  return new ApiProblem({
    code: text(json.code) ?? `http.${response.status}`,
    status: response.status,
    title: text(json.title) ?? 'The server refused this',
    detail: text(json.detail) ?? text(json.title) ?? `The server answered with status ${response.status}.`,
    traceId: text(json.trace_id),
    fields: fieldSentences(json.errors),
    retryAfter: Number.isFinite(retryAfter) ? retryAfter : null,
  });
}

export function networkProblem(): ApiProblem {
  if (!navigator.onLine) {
    return new ApiProblem({
      code: 'network.offline',
      status: 0,
      title: 'You are offline',
      detail: 'You are offline. Try again when the line is back.',
    });
  }
  return new ApiProblem({
    code: 'network.unreachable',
    status: 0,
    title: 'The server cannot be reached',
    detail: 'The server cannot be reached. Check your connection and try again.',
  });
}

/** For catch blocks: anything that is not a problem yet is a bug of ours, and says so. */
export function asProblem(error: unknown): ApiProblem {
  if (error instanceof ApiProblem) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new ApiProblem({
    code: 'client.unexpected',
    status: -1,
    title: 'Something broke on this page',
    detail: message,
  });
}

function fieldSentences(errors: unknown): Record<string, string> {
  if (!isRecord(errors)) return {};
  const entries = Object.entries(errors).map(([field, value]) => {
    const sentences: unknown[] = Array.isArray(value) ? value : [value];
    return [field, sentences.map((sentence) => text(sentence) ?? '').join(' ')] as const;
  });
  return Object.fromEntries(entries);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
