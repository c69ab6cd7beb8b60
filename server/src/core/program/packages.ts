/**
 * What is known of classes by their names, for texts that import them one by one (`java.util.Map`) and for those that
 * import whole packages, or leave their imports out.
 */
export const inPackage = <T>(name: string, classes: Readonly<Record<string, T>>): Record<string, T> =>
  inPackages([name], classes);

/** The same for classes that several packages have under one name. */
export const inPackages = <T>(
  names: readonly string[],
  classes: Readonly<Record<string, T>>,
): Record<string, T> =>
  Object.fromEntries(
    ['', ...names.map((name) => `${name}.`)].flatMap((prefix) =>
      Object.entries(classes).map(([path, value]) => [prefix + path, value]),
    ),
  );

/** Roots for objects that are declared to be of a class, by the class's name. */
export const instances = (types: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(types).map(([name, type]) => [`instance ${name}`, type]));
