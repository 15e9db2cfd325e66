// Opened from a disk there is no server to turn an address that ends in "/" into a file: name the file in every link.
// The hrefs themselves are changed, once, so that new tabs, modifier keys and copied addresses work as well.
if (location.protocol === 'file:') {
  for (const link of document.querySelectorAll('a[href]')) {
    const to = new URL(link.getAttribute('href'), document.baseURI);
    if (to.protocol === 'file:' && to.pathname.endsWith('/')) {
      to.pathname += 'index.html';
      link.setAttribute('href', to.href);
    }
  }
  // A moved page's refresh leads to a folder too; its link, now complete, is the way.
  if (document.querySelector('meta[http-equiv="refresh"]')) location.replace(document.querySelector('a[href]').href);
}
