/** Code that every generated validator uses. It begins the module, so a server needs no other file. */
export const VALIDATION_RUNTIME = `function behind(errors, from, path) {
  for (let index = from; index < errors.length; index++) {
    // Deeper errors belong to no alternative that a message can name.
    if (errors[index].schemaPath.length < 4000) errors[index].schemaPath = path + errors[index].schemaPath;
  }
}

// Adds the errors of a referenced schema to those of a function. Returns how many there are.
function take(errors, added, path) {
  const before = errors.length;
  for (const error of added) errors.push(error);
  behind(errors, before, path);
  return errors.length;
}

// How many errors are left of those that a keyword has added: beyond a bound the later ones are dropped.
function keepErrors(errors, before, count) {
  if (count - before < 900) return count;
  errors.length = before + 500;
  return errors.length;
}

// A validator collects at most so many errors. Error responses list fewer errors, but alternatives report several each.
const MOST_ERRORS = 1000;

// Adds an error to those of a function, unless there are enough with those of others. Returns how many there are.
function addError(errors, others, error) {
  if (errors.length + others < MOST_ERRORS) errors.push(error);
  return errors.length;
}

// The same for an error that its place in a schema describes. The path is a JSON Pointer as URI fragment (RFC 6901 §6).
// \`index\` is that of an item in the list at \`path\`.
function fail(errors, others, path, schemaPath, root, data, params, index) {
  if (errors.length + others >= MOST_ERRORS) return errors.length;
  return errors.push(new Failure(path, schemaPath, root, data, params, index));
}

// Most failures are of alternatives that a value does not take, and nobody reads them. So what the place says is read late.
class Failure {
  constructor(path, schemaPath, root, data, params, index) {
    this.path = path;
    this.index = index;
    this.schemaPath = schemaPath;
    this.data = data;
    // A reference puts its own path before \`schemaPath\`.
    this.place = schemaPath;
    this.root = root;
    this.given = params;
  }
  get instancePath() {
    return this.index === undefined ? this.path : this.path + '/' + this.index;
  }
  get keyword() {
    return this.place.slice(this.place.lastIndexOf('/') + 1);
  }
  get parentSchema() {
    let schema = this.root;
    for (const step of this.place.slice(2).split('/').slice(0, -1))
      schema = schema[decodeURIComponent(step).replace(/~1/g, '/').replace(/~0/g, '~')];
    return schema;
  }
  get params() {
    const { keyword } = this;
    return this.given ?? paramsOf(keyword, this.parentSchema[keyword]);
  }
}

const PARAMS = { type: 'type', enum: 'allowedValues', const: 'allowedValue', format: 'format', pattern: 'pattern' };

function paramsOf(keyword, value) {
  return { [PARAMS[keyword] ?? (keyword === 'multipleOf' ? keyword : 'limit')]: value };
}

function pointerToken(name) {
  const shown = name.length > 1000 ? name.slice(0, 1000) : name;
  return shown.replace(/~/g, '~0').replace(/\\//g, '~1');
}

// The engine sorts the names of a large object each time it lists them, which costs half as much as parsing the object.
let keptNames;

// Called where a validator is not called by another one.
function begin() {
  keptNames = undefined;
  return 0;
}

function namesOf(object) {
  const kept = keptNames?.get(object);
  if (kept !== undefined) return kept;
  const names = Object.keys(object);
  if (names.length >= 500) (keptNames ??= new WeakMap()).set(object, names);
  return names;
}

// JSON Schema 2020-12 core §4.2.2.
function isEqual(one, other) {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  if (Array.isArray(one)) return one.length === other.length && one.every((item, index) => isEqual(item, other[index]));
  const names = Object.keys(one);
  if (names.length !== Object.keys(other).length) return false;
  return names.every((name) => Object.hasOwn(other, name) && isEqual(one[name], other[name]));
}

// Whether a list holds equal items: a hash table of positions. Items are compared only with those of the same hash.
function hasTwins(list) {
  const hashes = new Int32Array(list.length);
  let size = 16;
  while (size < list.length * 2) size *= 2;
  const slots = new Int32Array(size);
  for (let index = 0; index < list.length; index++) {
    const item = list[index];
    const hash = hashOf(item);
    let slot = hash & (size - 1);
    for (; slots[slot] !== 0; slot = (slot + 1) & (size - 1)) {
      const other = slots[slot] - 1;
      if (hashes[other] === hash && isEqual(list[other], item)) return true;
    }
    slots[slot] = index + 1;
    hashes[index] = hash;
  }
  return false;
}

// Numbers and texts are mixed with numbers chosen by chance, so that nobody can send equal hashes.
const [CHANCE, OTHER_CHANCE] = [byChance(), byChance()];
const ODD_CHANCE = byChance() | 1;
const double = new Float64Array(1);
const halves = new Int32Array(double.buffer);

function byChance() {
  return Math.floor(Math.random() * 0x100000000) | 0;
}

function hashOfNumber(number) {
  // -0 is 0.
  double[0] = number + 0;
  return scramble(Math.imul(scramble(halves[0] ^ CHANCE), 31) + (halves[1] ^ OTHER_CHANCE));
}

function hashOfText(text) {
  let hash = text.length ^ CHANCE;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), ODD_CHANCE);
    hash ^= hash >>> 15;
  }
  return scramble(hash ^ OTHER_CHANCE);
}

function hashOf(value) {
  if (typeof value === 'string') return hashOfText(value);
  if (typeof value === 'number') return hashOfNumber(value);
  if (typeof value !== 'object' || value === null) return value === null ? 1 : value ? 2 : 3;
  let hash = 0;
  if (Array.isArray(value)) {
    hash = value.length + 1;
    for (const item of value) hash = scramble(Math.imul(hash, 31) + hashOf(item));
  } else {
    // The order of members does not count.
    for (const name of namesOf(value)) {
      const member = Math.imul(hashOfText(name), 31) + scramble(hashOf(value[name]));
      hash = (hash + scramble(member)) | 0;
    }
  }
  return scramble(hash);
}

// The finalizer of MurmurHash3.
function scramble(value) {
  let hash = value | 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}

// Whether a value is, as a decimal, a multiple of whole / power, which is a power of ten.
function isMultiple(value, whole, power) {
  if (Number.isInteger(value) && power % whole === 0) return true;
  const scaled = Math.round(value * power);
  // A decimal of 15 digits has one double, so the division shows whether this is the one.
  if (Math.abs(scaled) < 1e15) return scaled / power === value && scaled % whole === 0;
  // Product and remainder of larger numbers are not exact.
  const text = String(value);
  return whole < 2 ** 26 ? hasNoRemainder(text, whole, power) : hasNoRemainderAsBigInt(text, whole, power);
}

// Takes the remainder digit by digit. JSON.stringify writes no zeros at the end of a fraction.
function hasNoRemainder(text, whole, power) {
  let remainder = 0;
  let shift = Math.round(Math.log10(power));
  let isFraction = false;
  for (let index = text.startsWith('-') ? 1 : 0; index < text.length; index++) {
    const digit = text.charCodeAt(index) - 48;
    if (digit >= 0 && digit <= 9) {
      remainder = (remainder * 10 + digit) % whole;
      if (isFraction) shift--;
    } else if (digit === -2) isFraction = true;
    else {
      // Large numbers have an exponent after "e+", and Infinity is no multiple.
      shift += Number(text.slice(index + 2));
      break;
    }
  }
  return shift >= 0 && (remainder * powerOfTen(shift, whole)) % whole === 0;
}

const knownPowers = new Map();

// 10 ** exponent modulo a number.
function powerOfTen(exponent, modulo) {
  let powers = knownPowers.get(modulo);
  if (powers === undefined) {
    powers = [1 % modulo];
    knownPowers.set(modulo, powers);
  }
  while (powers.length <= exponent) powers.push((powers[powers.length - 1] * 10) % modulo);
  return powers[exponent];
}

function hasNoRemainderAsBigInt(text, whole, power) {
  const [, digits, fraction = '', exponent = '0'] = /^-?(\\d+)(?:\\.(\\d+))?(?:e([+-]\\d+))?$/.exec(text) ?? [];
  if (digits === undefined) return false;
  const shift = Number(exponent) - fraction.length;
  const numerator = BigInt(digits + fraction) * BigInt(power) * 10n ** BigInt(Math.max(0, shift));
  return numerator % (BigInt(whole) * 10n ** BigInt(Math.max(0, -shift))) === 0n;
}

`;
