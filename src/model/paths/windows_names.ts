/**
 * Names that Windows gives to devices, in every folder and whatever follows
 * after a dot (Microsoft, "Naming Files, Paths, and Namespaces"). Windows 11
 * takes some of them for files; older ones do not.
 */
const DEVICE =
  /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[1-9\u00b9\u00b2\u00b3])[ ]*(?:\.|$)/i;

/** What no name may have in it; a slash of either kind separates names. */
// deno-lint-ignore no-control-regex
const FORBIDDEN = /[<>"|?*\\/\u0000-\u001f]/;

/** Tells whether Windows gives a name to a device. */
export function isDeviceName(name: string): boolean {
  return DEVICE.test(name);
}

/**
 * Returns why Windows' calls would not take a name for itself but for a device,
 * for part of another file, or for another name, or refuse it; `undefined` for a
 * name like any other. Such names can be there: other systems make them, and
 * programs that ask for it (`\\?\`).
 */
export function windowsNameProblem(name: string): string | undefined {
  if (isDeviceName(name)) return "Windows keeps this name for a device";
  if (name.includes(":")) return 'Windows takes what follows ":" for a stream';
  if (FORBIDDEN.test(name)) return "Windows does not allow a character in it";
  if (/[. ]$/.test(name)) {
    return "Windows drops dots and blanks at the end of a name";
  }
  return undefined;
}
