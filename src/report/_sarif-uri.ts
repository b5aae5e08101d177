/**
 * An artifact location: relative paths stay relative to the root of the sources, absolute ones become file URIs
 * (SARIF 3.4, RFC 3986). Lone surrogates, which no URI can hold, become U+FFFD.
 */
export function artifactUri(path: string): { readonly uri: string; readonly uriBaseId?: string } {
  const wellFormed = path.replace(/\p{Cs}/gu, '\ufffd')
  const drive = /^[A-Za-z]:[\\/]/.test(wellFormed)
  const slashed = drive ? wellFormed.replaceAll('\\', '/') : wellFormed
  const uri = slashed.split('/').map(encodeURIComponent).join('/')
  if (drive) return { uri: `file:///${uri.replace('%3A', ':')}` }
  if (uri.startsWith('/')) return { uri: `file://${uri.replace(/^\/+/, '/')}` }
  return { uri: uri || '.', uriBaseId: '%SRCROOT%' }
}
