/** The user id of `nobody`. */
export const NOBODY = 65_534;

/** Runs an action as a user whom file permissions bind: they do not bind root, as whom tests run in containers. */
export async function asOrdinaryUser<Result>(action: () => Result | Promise<Result>): Promise<Result> {
  const isRoot = process.getuid?.() === 0;
  if (isRoot) process.seteuid?.(NOBODY);
  try {
    return await action();
  } finally {
    if (isRoot) process.seteuid?.(0);
  }
}
