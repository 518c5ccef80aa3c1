export default { layout: 'issue.11ty.js', tags: 'issue' };
