/** With this message a page makes the worker store it, with its bundle and the map's data, for use without network. */
export const REMEMBER = 'remember';

export interface Remember {
  type: typeof REMEMBER;
  page: string;
}

export function isRemember(value: unknown): value is Remember {
  const message = value as Partial<Remember> | null;
  return message?.type === REMEMBER && typeof message.page === 'string';
}
