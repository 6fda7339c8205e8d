import { format } from "@std/fmt/bytes";

/** Returns a size for people: `0 B`, `1.02 KiB`, `3.5 GiB`. */
export function formatBytes(bytes: number): string {
  // Below a kibibyte the library rounds to three digits.
  if (bytes < 1024) return `${bytes} B`;
  // It writes the binary kilo in lower case, unlike IEC 80000-13.
  return formatUntyped(bytes, { binary: true }).replace("kiB", "KiB");
}

/** The library comes without types. */
const formatUntyped: (bytes: number, options: { binary: boolean }) => string =
  format;

/** Returns a length of time: `85 ms`, `2.34 s`, `3 min 20 s`, `2 h 05 min`. */
export function formatMilliseconds(milliseconds: number): string {
  const whole = Math.round(milliseconds);
  if (whole < 1000) return `${whole} ms`;
  const hundredths = Math.round(milliseconds / 10);
  if (hundredths < 6000) return `${(hundredths / 100).toFixed(2)} s`;
  const seconds = Math.floor(hundredths / 100);
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${seconds % 60} s`;
  return `${Math.floor(minutes / 60)} h ${
    String(minutes % 60).padStart(2, "0")
  } min`;
}

/** Returns how fast bytes were written: `120 MiB/s`. */
export function formatRate(bytes: number, milliseconds: number): string {
  return `${
    formatBytes(Math.round(bytes * 1000 / Math.max(1, milliseconds)))
  }/s`;
}

/**
 * Returns a local time with its zone, as ISO 8601 has it but for the blank in
 * the middle: `2026-11-21 09:56:01.123+01:00`.
 */
export function formatTime(time: Date): string {
  const day = `${time.getFullYear()}-${two(time.getMonth() + 1)}-${
    two(time.getDate())
  }`;
  const clock = `${two(time.getHours())}:${two(time.getMinutes())}:${
    two(time.getSeconds())
  }`;
  const milliseconds = String(time.getMilliseconds()).padStart(3, "0");
  return `${day} ${clock}.${milliseconds}${
    formatZone(-time.getTimezoneOffset())
  }`;
}

function formatZone(minutesEast: number): string {
  const sign = minutesEast < 0 ? "-" : "+";
  const minutes = Math.abs(minutesEast);
  return `${sign}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

function two(value: number): string {
  return String(value).padStart(2, "0");
}
