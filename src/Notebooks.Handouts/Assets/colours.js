// Runs in the exporter, after highlight.min.js. Code and its language in, HTML out; null in a language that is not known.
function colour(code, language) {
  return hljs.getLanguage(language) ? hljs.highlight(code, { language, ignoreIllegals: true }).value : null;
}
