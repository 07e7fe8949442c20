/** Assigns an own key; plain assignment of `__proto__` would change the object's prototype. */
export function setOwn(object: object, key: string | number, value: unknown): void {
  Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true });
}
