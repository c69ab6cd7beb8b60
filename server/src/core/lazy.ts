/** A function that computes its value when it is first called, and keeps it: tables cost a start nothing. */
export function lazy<T extends object | boolean>(compute: () => T): () => T {
  let value: T | undefined;
  return () => {
    value ??= compute();
    return value;
  };
}
