/** What is said, after a package tool's name, when it could not install everything; its own words stand above. */
export const NOT_INSTALLED =
  ' could not install what is missing; what no repository has needs one that does: `package_repositories` in the inventory';
