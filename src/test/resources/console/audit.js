// What is wrong with the page, as a list of sentences. By hand, after WCAG 2.2.
const faults = [];
const shown = element => element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true })
  && element.getBoundingClientRect().width > 1;
const all = selector => [...document.querySelectorAll(selector)];
const name = element => `${element.localName}${element.id ? '#' + element.id : ''}.${element.className?.baseVal ?? element.className}`;

if (!document.documentElement.lang) faults.push('no language');
if (!document.title) faults.push('no title');
for (const landmark of ['header', 'nav', 'main', 'h1']) {
  if (all(landmark).length !== 1) faults.push(`${all(landmark).length} of ${landmark}`);
}
const ids = all('[id]').map(element => element.id);
for (const id of ids) if (ids.indexOf(id) !== ids.lastIndexOf(id)) faults.push(`two of #${id}`);
for (const element of all('[aria-labelledby], [aria-describedby]')) {
  for (const id of `${element.getAttribute('aria-labelledby') ?? ''} ${element.getAttribute('aria-describedby') ?? ''}`.split(/\s+/)) {
    if (id && !document.getElementById(id)) faults.push(`${name(element)} refers to #${id}, which is not there`);
  }
}
for (const image of all('img')) if (!image.hasAttribute('alt')) faults.push(`${name(image)} has no alt`);
for (const element of all('[style]')) {
  if (element.getAttribute('style').includes('url(')) faults.push(`${name(element)} has a picture in its style`);
}
let level = 0;
for (const heading of all('h1, h2, h3, h4').filter(element => element.checkVisibility())) {
  const next = Number(heading.localName[1]);
  if (next > level + 1) faults.push(`${name(heading)} "${heading.textContent}" comes after a heading of level ${level}`);
  level = next;
}
if (document.scrollingElement.scrollWidth > innerWidth + 1) {
  faults.push(`the page is ${document.scrollingElement.scrollWidth} wide in a window of ${innerWidth}`);
}

const parse = text => {
  const parts = text.match(/[\d.]+/g).map(Number);
  return { red: parts[0], green: parts[1], blue: parts[2], alpha: parts[3] ?? 1 };
};
const over = (top, bottom) => ({
  red: top.red * top.alpha + bottom.red * (1 - top.alpha),
  green: top.green * top.alpha + bottom.green * (1 - top.alpha),
  blue: top.blue * top.alpha + bottom.blue * (1 - top.alpha),
  alpha: 1,
});
const ground = element => {
  const layers = [];
  for (let at = element; at; at = at.parentElement) layers.push(parse(getComputedStyle(at).backgroundColor));
  return layers.reverse().reduce((bottom, top) => over(top, bottom), { red: 255, green: 255, blue: 255, alpha: 1 });
};
const luminance = ({ red, green, blue }) => {
  const [r, g, b] = [red, green, blue].map(part => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
for (const element of all('body *').filter(shown)) {
  const own = [...element.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.textContent.trim());
  if (!own || element.matches(':disabled') || element.closest('.sr')) continue;
  const style = getComputedStyle(element);
  const bottom = ground(element);
  const [low, high] = [luminance(over(parse(style.color), bottom)), luminance(bottom)].sort((a, b) => a - b);
  const ratio = (high + 0.05) / (low + 0.05);
  const large = parseFloat(style.fontSize) >= 24 || (parseFloat(style.fontSize) >= 18.66 && style.fontWeight >= 700);
  if (ratio < (large ? 3 : 4.5)) {
    faults.push(`${name(element)} "${element.textContent.trim().slice(0, 40)}" has a contrast of ${ratio.toFixed(2)}`);
  }
}
return faults;
