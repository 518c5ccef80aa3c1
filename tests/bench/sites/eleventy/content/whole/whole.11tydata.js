// What stands here is in no list of pages.
export default { eleventyExcludeFromCollections: true };
