/** Returns a path that does not depend on the current folder any more. */
export function absolutePath(path: string, currentFolder: string): string {
  if (path.startsWith("/") || /^[A-Za-z]:[\\/]|^\\\\/.test(path)) return path;
  return currentFolder.endsWith("/")
    ? `${currentFolder}${path}`
    : `${currentFolder}/${path}`;
}
