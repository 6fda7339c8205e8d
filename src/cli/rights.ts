import type { AttributeScope } from "../model/entry/attributes.ts";

/** Owner and group can be kept by root only; Windows has neither. */
export function isRoot(): boolean {
  return Deno.uid() === 0;
}

/** Only root may set, or even see, attributes of other namespaces than the users'. */
export function attributesToKeep(
  { keepAttributes }: { readonly keepAttributes: boolean },
): AttributeScope {
  if (!keepAttributes) return "none";
  return isRoot() ? "all" : "user";
}
