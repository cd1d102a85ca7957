// Made from the contract by `contract build`. Not to be edited.
import runtime0 from 'ajv-formats/dist/formats.js';
import runtime1 from 'ajv/dist/runtime/ucs2length.js';
function behind(errors, from, path) {
  for (let index = from; index < errors.length; index++) {
    // What is nested deeper than that belongs to no alternative that a message could name.
    if (errors[index].schemaPath.length < 4000) errors[index].schemaPath = path + errors[index].schemaPath;
  }
}

// How many errors are left of those that a keyword has added: beyond a bound the later ones are dropped.
function keepErrors(errors, before, count) {
  if (count - before < 900) return count;
  errors.length = before + 500;
  return errors.length;
}

function pointerToken(name) {
  const shown = name.length > 1000 ? name.slice(0, 1000) : name;
  return shown.replace(/~/g, '~0').replace(/\//g, '~1');
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
  // Neither product nor remainder of larger numbers is exact.
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
  const [, digits, fraction = '', exponent = '0'] = /^-?(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(text) ?? [];
  if (digits === undefined) return false;
  const shift = Number(exponent) - fraction.length;
  const numerator = BigInt(digits + fraction) * BigInt(power) * 10n ** BigInt(Math.max(0, shift));
  return numerator % (BigInt(whole) * 10n ** BigInt(Math.max(0, -shift))) === 0n;
}

export const listAgentsQuery = validate1;
const schema1 = {"type":"object","properties":{"limit":{"type":"integer","format":"int32","minimum":1,"maximum":200},"cursor":{"$ref":"#/$defs/Cursor"}},"required":[],"additionalProperties":false};
const formats0 = runtime0.fullFormats.int32;
const schema2 = {"type":"string","minLength":1,"maxLength":200};
const func0 = (runtime1.default ?? runtime1);

function validate2(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate2.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(typeof data === "string"){
if(func0(data) > 200){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/maxLength",keyword:"maxLength",params:{limit: 200},schema:200,parentSchema:schema2,data});
errors++;
}
}
if(func0(data) < 1){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/minLength",keyword:"minLength",params:{limit: 1},schema:1,parentSchema:schema2,data});
errors++;
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "string"},schema:schema2.type,parentSchema:schema2,data});
errors++;
}
}
validate2.errors = vErrors;
return errors === 0;
}
validate2.evaluated = {"dynamicProps":false,"dynamicItems":false};


function validate1(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate1.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 of namesOf(data)){
if(outer + errors - floor >= 500)break;
if(!((key0 === "limit") || (key0 === "cursor"))){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},schema:false,parentSchema:schema1,data});
errors++;
}
}
}
if(data.limit !== undefined){
let data0 = data.limit;
if(!((typeof data0 == "number") && (!(data0 % 1) && !isNaN(data0)))){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/limit",schemaPath:"#/properties/limit/type",keyword:"type",params:{type: "integer"},schema:schema1.properties.limit.type,parentSchema:schema1.properties.limit,data:data0});
errors++;
}
}
if(typeof data0 == "number"){
if(data0 > 200 || isNaN(data0)){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/limit",schemaPath:"#/properties/limit/maximum",keyword:"maximum",params:{comparison: "<=", limit: 200},schema:200,parentSchema:schema1.properties.limit,data:data0});
errors++;
}
}
if(data0 < 1 || isNaN(data0)){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/limit",schemaPath:"#/properties/limit/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},schema:1,parentSchema:schema1.properties.limit,data:data0});
errors++;
}
}
if(!(formats0.validate(data0))){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/limit",schemaPath:"#/properties/limit/format",keyword:"format",params:{format: "int32"},schema:"int32",parentSchema:schema1.properties.limit,data:data0});
errors++;
}
}
}
}
if(data.cursor !== undefined){
const before0 = errors;
if(!(validate2(data.cursor, {instancePath:instancePath+"/cursor",parentData:data,parentDataProperty:"cursor",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate2.errors : vErrors.concat(validate2.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/properties/cursor/$ref");
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},schema:schema1.type,parentSchema:schema1,data});
errors++;
}
}
validate1.errors = vErrors;
return errors === 0;
}
validate1.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const listAgentsHeader = validate4;
const schema3 = {"type":"object","properties":{"x-request-id":{"type":"string"}},"required":[]};

function validate4(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate4.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data["x-request-id"] !== undefined){
let data0 = data["x-request-id"];
if(typeof data0 !== "string"){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/x-request-id",schemaPath:"#/properties/x-request-id/type",keyword:"type",params:{type: "string"},schema:schema3.properties["x-request-id"].type,parentSchema:schema3.properties["x-request-id"],data:data0});
errors++;
}
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},schema:schema3.type,parentSchema:schema3,data});
errors++;
}
}
validate4.errors = vErrors;
return errors === 0;
}
validate4.evaluated = {"props":{"x-request-id":true},"dynamicProps":false,"dynamicItems":false};

export const listAgents200 = validate5;
const schema4 = {"allOf":[{"$ref":"#/$defs/AgentList"}]};
const schema5 = {"type":"object","additionalProperties":false,"required":["agents","next_cursor","has_more"],"properties":{"agents":{"type":"array","maxItems":200,"items":{"$ref":"#/$defs/Agent"}},"next_cursor":{"$ref":"#/$defs/NextCursor"},"has_more":{"$ref":"#/$defs/HasMore"}}};
const schema6 = {"type":"object","additionalProperties":false,"required":["id","name","slug","prompt","first_message","language","llm_provider","llm_model","llm_base_url","llm_api_key_set","llm_extra_body","voice_id","temperature","widget_config","is_public","allowed_origins","hostname_allowlist","memory_enabled","memory_retention_days","webhook_url","webhook_secret_set","amd","save_audio_recording","navigator_mode","ivr_memory_enabled","tts_speaking_rate","tts_playback_rate","response_delay_seconds","inactivity_timeout_seconds","background_noise_preset","background_noise_volume","stt_override","created_at","updated_at"],"properties":{"id":{"$ref":"#/$defs/AgentId"},"name":{"$ref":"#/$defs/AgentName"},"slug":{"$ref":"#/$defs/AgentSlug"},"prompt":{"$ref":"#/$defs/Prompt"},"first_message":{"$ref":"#/$defs/FirstMessage"},"language":{"$ref":"#/$defs/LanguageCode"},"llm_provider":{"anyOf":[{"$ref":"#/$defs/LlmProvider"},{"type":"null"}]},"llm_model":{"anyOf":[{"$ref":"#/$defs/LlmModel"},{"type":"null"}]},"llm_base_url":{"anyOf":[{"$ref":"#/$defs/LlmBaseUrl"},{"type":"null"}]},"llm_api_key_set":{"type":"boolean"},"llm_extra_body":{"anyOf":[{"$ref":"#/$defs/LlmExtraBody"},{"type":"null"}]},"voice_id":{"$ref":"#/$defs/VoiceSlug"},"temperature":{"$ref":"#/$defs/Temperature"},"widget_config":{"$ref":"#/$defs/WidgetConfig"},"is_public":{"$ref":"#/$defs/IsPublic"},"allowed_origins":{"$ref":"#/$defs/AllowedOrigins"},"hostname_allowlist":{"anyOf":[{"$ref":"#/$defs/HostnameAllowlist"},{"type":"null"}]},"memory_enabled":{"$ref":"#/$defs/MemoryEnabled"},"memory_retention_days":{"$ref":"#/$defs/MemoryRetentionDays"},"webhook_url":{"$ref":"#/$defs/WebhookUrl"},"webhook_secret_set":{"type":"boolean"},"amd":{"$ref":"#/$defs/Amd"},"save_audio_recording":{"$ref":"#/$defs/SaveAudioRecording"},"navigator_mode":{"$ref":"#/$defs/NavigatorMode"},"ivr_memory_enabled":{"$ref":"#/$defs/IvrMemoryEnabled"},"tts_speaking_rate":{"$ref":"#/$defs/TtsSpeakingRate"},"tts_playback_rate":{"$ref":"#/$defs/TtsPlaybackRate"},"response_delay_seconds":{"$ref":"#/$defs/ResponseDelaySeconds"},"inactivity_timeout_seconds":{"anyOf":[{"$ref":"#/$defs/InactivityTimeoutSeconds"},{"type":"null"}]},"background_noise_preset":{"anyOf":[{"$ref":"#/$defs/BackgroundNoisePreset"},{"type":"null"}]},"background_noise_volume":{"anyOf":[{"$ref":"#/$defs/BackgroundNoiseVolume"},{"type":"null"}]},"stt_override":{"anyOf":[{"$ref":"#/$defs/SttStack"},{"type":"null"}]},"created_at":{"type":"string","format":"date-time","pattern":"^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z$"},"updated_at":{"type":"string","format":"date-time","pattern":"^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z$"}}};
const func2 = Object.prototype.hasOwnProperty;
const schema7 = {"type":"string","pattern":"^agent_[0-7][0-9a-hjkmnp-tv-z]{25}$","minLength":32,"maxLength":32};
const pattern0 = new RegExp("^agent_[0-7][0-9a-hjkmnp-tv-z]{25}$", "u");

function validate8(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate8.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(typeof data === "string"){
if(func0(data) > 32){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/maxLength",keyword:"maxLength",params:{limit: 32},schema:32,parentSchema:schema7,data});
errors++;
}
}
if(func0(data) < 32){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/minLength",keyword:"minLength",params:{limit: 32},schema:32,parentSchema:schema7,data});
errors++;
}
}
if(!pattern0.test(data)){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/pattern",keyword:"pattern",params:{pattern: "^agent_[0-7][0-9a-hjkmnp-tv-z]{25}$"},schema:"^agent_[0-7][0-9a-hjkmnp-tv-z]{25}$",parentSchema:schema7,data});
errors++;
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "string"},schema:schema7.type,parentSchema:schema7,data});
errors++;
}
}
validate8.errors = vErrors;
return errors === 0;
}
validate8.evaluated = {"dynamicProps":false,"dynamicItems":false};

const schema8 = {"type":"string","minLength":1,"maxLength":100};

function validate10(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate10.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(typeof data === "string"){
if(func0(data) > 100){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/maxLength",keyword:"maxLength",params:{limit: 100},schema:100,parentSchema:schema8,data});
errors++;
}
}
if(func0(data) < 1){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/minLength",keyword:"minLength",params:{limit: 1},schema:1,parentSchema:schema8,data});
errors++;
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "string"},schema:schema8.type,parentSchema:schema8,data});
errors++;
}
}
validate10.errors = vErrors;
return errors === 0;
}
validate10.evaluated = {"dynamicProps":false,"dynamicItems":false};

const schema9 = {"type":"string","pattern":"^[a-z0-9]+(-[a-z0-9]+)*$","x-message":"must be lower-case letters and digits with single hyphens between them","minLength":1,"maxLength":64};
const pattern1 = new RegExp("^[a-z0-9]+(-[a-z0-9]+)*$", "u");

function validate12(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate12.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(typeof data === "string"){
if(func0(data) > 64){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/maxLength",keyword:"maxLength",params:{limit: 64},schema:64,parentSchema:schema9,data});
errors++;
}
}
if(func0(data) < 1){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/minLength",keyword:"minLength",params:{limit: 1},schema:1,parentSchema:schema9,data});
errors++;
}
}
if(!pattern1.test(data)){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9]+(-[a-z0-9]+)*$"},schema:"^[a-z0-9]+(-[a-z0-9]+)*$",parentSchema:schema9,data});
errors++;
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "string"},schema:schema9.type,parentSchema:schema9,data});
errors++;
}
}
validate12.errors = vErrors;
return errors === 0;
}
validate12.evaluated = {"dynamicProps":false,"dynamicItems":false};

const schema10 = {"type":"string","maxLength":100000};

function validate14(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate14.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(typeof data === "string"){
if(func0(data) > 100000){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/maxLength",keyword:"maxLength",params:{limit: 100000},schema:100000,parentSchema:schema10,data});
errors++;
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "string"},schema:schema10.type,parentSchema:schema10,data});
errors++;
}
}
validate14.errors = vErrors;
return errors === 0;
}
validate14.evaluated = {"dynamicProps":false,"dynamicItems":false};

const schema11 = {"type":"string","maxLength":10000};

function validate16(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate16.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(typeof data === "string"){
if(func0(data) > 10000){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/maxLength",keyword:"maxLength",params:{limit: 10000},schema:10000,parentSchema:schema11,data});
errors++;
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "string"},schema:schema11.type,parentSchema:schema11,data});
errors++;
}
}
validate16.errors = vErrors;
return errors === 0;
}
validate16.evaluated = {"dynamicProps":false,"dynamicItems":false};

const schema12 = {"type":"string","enum":["aa","ab","ae","af","ak","am","an","ar","as","av","ay","az","ba","be","bg","bi","bm","bn","bo","br","bs","ca","ce","ch","co","cr","cs","cu","cv","cy","da","de","dv","dz","ee","el","en","eo","es","et","eu","fa","ff","fi","fj","fo","fr","fy","ga","gd","gl","gn","gu","gv","ha","he","hi","ho","hr","ht","hu","hy","hz","ia","id","ie","ig","ii","ik","io","is","it","iu","ja","jv","ka","kg","ki","kj","kk","kl","km","kn","ko","kr","ks","ku","kv","kw","ky","la","lb","lg","li","ln","lo","lt","lu","lv","mg","mh","mi","mk","ml","mn","mr","ms","mt","my","na","nb","nd","ne","ng","nl","nn","no","nr","nv","ny","oc","oj","om","or","os","pa","pi","pl","ps","pt","qu","rm","rn","ro","ru","rw","sa","sc","sd","se","sg","si","sk","sl","sm","sn","so","sq","sr","ss","st","su","sv","sw","ta","te","tg","th","ti","tk","tl","tn","to","tr","ts","tt","tw","ty","ug","uk","ur","uz","ve","vi","vo","wa","wo","xh","yi","yo","za","zh","zu"]};

function validate18(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate18.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(typeof data !== "string"){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "string"},schema:schema12.type,parentSchema:schema12,data});
errors++;
}
}
if(!(((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((data === "aa") || (data === "ab")) || (data === "ae")) || (data === "af")) || (data === "ak")) || (data === "am")) || (data === "an")) || (data === "ar")) || (data === "as")) || (data === "av")) || (data === "ay")) || (data === "az")) || (data === "ba")) || (data === "be")) || (data === "bg")) || (data === "bi")) || (data === "bm")) || (data === "bn")) || (data === "bo")) || (data === "br")) || (data === "bs")) || (data === "ca")) || (data === "ce")) || (data === "ch")) || (data === "co")) || (data === "cr")) || (data === "cs")) || (data === "cu")) || (data === "cv")) || (data === "cy")) || (data === "da")) || (data === "de")) || (data === "dv")) || (data === "dz")) || (data === "ee")) || (data === "el")) || (data === "en")) || (data === "eo")) || (data === "es")) || (data === "et")) || (data === "eu")) || (data === "fa")) || (data === "ff")) || (data === "fi")) || (data === "fj")) || (data === "fo")) || (data === "fr")) || (data === "fy")) || (data === "ga")) || (data === "gd")) || (data === "gl")) || (data === "gn")) || (data === "gu")) || (data === "gv")) || (data === "ha")) || (data === "he")) || (data === "hi")) || (data === "ho")) || (data === "hr")) || (data === "ht")) || (data === "hu")) || (data === "hy")) || (data === "hz")) || (data === "ia")) || (data === "id")) || (data === "ie")) || (data === "ig")) || (data === "ii")) || (data === "ik")) || (data === "io")) || (data === "is")) || (data === "it")) || (data === "iu")) || (data === "ja")) || (data === "jv")) || (data === "ka")) || (data === "kg")) || (data === "ki")) || (data === "kj")) || (data === "kk")) || (data === "kl")) || (data === "km")) || (data === "kn")) || (data === "ko")) || (data === "kr")) || (data === "ks")) || (data === "ku")) || (data === "kv")) || (data === "kw")) || (data === "ky")) || (data === "la")) || (data === "lb")) || (data === "lg")) || (data === "li")) || (data === "ln")) || (data === "lo")) || (data === "lt")) || (data === "lu")) || (data === "lv")) || (data === "mg")) || (data === "mh")) || (data === "mi")) || (data === "mk")) || (data === "ml")) || (data === "mn")) || (data === "mr")) || (data === "ms")) || (data === "mt")) || (data === "my")) || (data === "na")) || (data === "nb")) || (data === "nd")) || (data === "ne")) || (data === "ng")) || (data === "nl")) || (data === "nn")) || (data === "no")) || (data === "nr")) || (data === "nv")) || (data === "ny")) || (data === "oc")) || (data === "oj")) || (data === "om")) || (data === "or")) || (data === "os")) || (data === "pa")) || (data === "pi")) || (data === "pl")) || (data === "ps")) || (data === "pt")) || (data === "qu")) || (data === "rm")) || (data === "rn")) || (data === "ro")) || (data === "ru")) || (data === "rw")) || (data === "sa")) || (data === "sc")) || (data === "sd")) || (data === "se")) || (data === "sg")) || (data === "si")) || (data === "sk")) || (data === "sl")) || (data === "sm")) || (data === "sn")) || (data === "so")) || (data === "sq")) || (data === "sr")) || (data === "ss")) || (data === "st")) || (data === "su")) || (data === "sv")) || (data === "sw")) || (data === "ta")) || (data === "te")) || (data === "tg")) || (data === "th")) || (data === "ti")) || (data === "tk")) || (data === "tl")) || (data === "tn")) || (data === "to")) || (data === "tr")) || (data === "ts")) || (data === "tt")) || (data === "tw")) || (data === "ty")) || (data === "ug")) || (data === "uk")) || (data === "ur")) || (data === "uz")) || (data === "ve")) || (data === "vi")) || (data === "vo")) || (data === "wa")) || (data === "wo")) || (data === "xh")) || (data === "yi")) || (data === "yo")) || (data === "za")) || (data === "zh")) || (data === "zu"))){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/enum",keyword:"enum",params:{allowedValues: schema12.enum},schema:schema12.enum,parentSchema:schema12,data});
errors++;
}
}
validate18.errors = vErrors;
return errors === 0;
}
validate18.evaluated = {"dynamicProps":false,"dynamicItems":false};

const schema13 = {"type":"string","enum":["openai","speechify","custom"]};

function validate20(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate20.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(typeof data !== "string"){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "string"},schema:schema13.type,parentSchema:schema13,data});
errors++;
}
}
if(!(((data === "openai") || (data === "speechify")) || (data === "custom"))){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/enum",keyword:"enum",params:{allowedValues: schema13.enum},schema:schema13.enum,parentSchema:schema13,data});
errors++;
}
}
validate20.errors = vErrors;
return errors === 0;
}
validate20.evaluated = {"dynamicProps":false,"dynamicItems":false};

const schema14 = {"type":"string","maxLength":200};

function validate22(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate22.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(typeof data === "string"){
if(func0(data) > 200){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/maxLength",keyword:"maxLength",params:{limit: 200},schema:200,parentSchema:schema14,data});
errors++;
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "string"},schema:schema14.type,parentSchema:schema14,data});
errors++;
}
}
validate22.errors = vErrors;
return errors === 0;
}
validate22.evaluated = {"dynamicProps":false,"dynamicItems":false};

const schema15 = {"type":"string","format":"uri","pattern":"^[Hh][Tt][Tt][Pp][Ss]?://[^\\s/?#@\\\\]+([/?][^\\s#]*)?$","x-message":"must be an absolute http or https URL in ASCII (an international name as punycode), without credentials or fragment","maxLength":2048};
const formats2 = runtime0.fullFormats.uri;
const pattern2 = new RegExp("^[Hh][Tt][Tt][Pp][Ss]?://[^\\s/?#@\\\\]+([/?][^\\s#]*)?$", "u");

function validate24(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate24.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(typeof data === "string"){
if(func0(data) > 2048){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/maxLength",keyword:"maxLength",params:{limit: 2048},schema:2048,parentSchema:schema15,data});
errors++;
}
}
if(!pattern2.test(data)){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/pattern",keyword:"pattern",params:{pattern: "^[Hh][Tt][Tt][Pp][Ss]?://[^\\s/?#@\\\\]+([/?][^\\s#]*)?$"},schema:"^[Hh][Tt][Tt][Pp][Ss]?://[^\\s/?#@\\\\]+([/?][^\\s#]*)?$",parentSchema:schema15,data});
errors++;
}
}
if(!(formats2(data))){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/format",keyword:"format",params:{format: "uri"},schema:"uri",parentSchema:schema15,data});
errors++;
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "string"},schema:schema15.type,parentSchema:schema15,data});
errors++;
}
}
validate24.errors = vErrors;
return errors === 0;
}
validate24.evaluated = {"dynamicProps":false,"dynamicItems":false};

const schema16 = {"type":"object","additionalProperties":true};

function validate26(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate26.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},schema:schema16.type,parentSchema:schema16,data});
errors++;
}
}
validate26.errors = vErrors;
return errors === 0;
}
validate26.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema17 = {"type":"string","pattern":"^[A-Za-z0-9][A-Za-z0-9._-]*$","x-message":"must be a voice slug such as sabrina","minLength":1,"maxLength":128};
const pattern3 = new RegExp("^[A-Za-z0-9][A-Za-z0-9._-]*$", "u");

function validate28(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate28.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(typeof data === "string"){
if(func0(data) > 128){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/maxLength",keyword:"maxLength",params:{limit: 128},schema:128,parentSchema:schema17,data});
errors++;
}
}
if(func0(data) < 1){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/minLength",keyword:"minLength",params:{limit: 1},schema:1,parentSchema:schema17,data});
errors++;
}
}
if(!pattern3.test(data)){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9][A-Za-z0-9._-]*$"},schema:"^[A-Za-z0-9][A-Za-z0-9._-]*$",parentSchema:schema17,data});
errors++;
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "string"},schema:schema17.type,parentSchema:schema17,data});
errors++;
}
}
validate28.errors = vErrors;
return errors === 0;
}
validate28.evaluated = {"dynamicProps":false,"dynamicItems":false};

const schema18 = {"type":"number","format":"double","minimum":0,"maximum":1};
const formats4 = runtime0.fullFormats.double;

function validate30(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate30.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(typeof data == "number"){
if(data > 1 || isNaN(data)){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1},schema:1,parentSchema:schema18,data});
errors++;
}
}
if(data < 0 || isNaN(data)){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},schema:0,parentSchema:schema18,data});
errors++;
}
}
if(!(formats4.validate(data))){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/format",keyword:"format",params:{format: "double"},schema:"double",parentSchema:schema18,data});
errors++;
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "number"},schema:schema18.type,parentSchema:schema18,data});
errors++;
}
}
validate30.errors = vErrors;
return errors === 0;
}
validate30.evaluated = {"dynamicProps":false,"dynamicItems":false};

const schema19 = {"type":"object","additionalProperties":true,"properties":{"version":{"type":"integer","format":"int32","minimum":-2147483648,"maximum":2147483647},"style":{"type":"string","enum":["pill","fab"]},"theme":{"type":"string","enum":["dark","light","auto"]},"avatar":{"$ref":"#/$defs/WidgetAvatar"},"text":{"$ref":"#/$defs/WidgetText"},"terms":{"$ref":"#/$defs/WidgetTerms"},"transcript":{"$ref":"#/$defs/WidgetTranscript"}}};
const schema20 = {"type":"object","additionalProperties":true,"properties":{"type":{"type":"string","enum":["orb","image"]},"image_url":{"type":"string","format":"uri-reference","maxLength":2048},"orb_color_1":{"type":"string","maxLength":64},"orb_color_2":{"type":"string","maxLength":64}}};
const formats8 = /^(?:[a-z][a-z0-9+\-.]*:)?(?:\/?\/(?:(?:[a-z0-9\-._~!$&'()*+,;=:]|%[0-9a-f]{2})*@)?(?:\[(?:(?:(?:(?:[0-9a-f]{1,4}:){6}|::(?:[0-9a-f]{1,4}:){5}|(?:[0-9a-f]{1,4})?::(?:[0-9a-f]{1,4}:){4}|(?:(?:[0-9a-f]{1,4}:){0,1}[0-9a-f]{1,4})?::(?:[0-9a-f]{1,4}:){3}|(?:(?:[0-9a-f]{1,4}:){0,2}[0-9a-f]{1,4})?::(?:[0-9a-f]{1,4}:){2}|(?:(?:[0-9a-f]{1,4}:){0,3}[0-9a-f]{1,4})?::[0-9a-f]{1,4}:|(?:(?:[0-9a-f]{1,4}:){0,4}[0-9a-f]{1,4})?::)(?:[0-9a-f]{1,4}:[0-9a-f]{1,4}|(?:(?:25[0-5]|2[0-4]\d|[01]?\d\d?)\.){3}(?:25[0-5]|2[0-4]\d|[01]?\d\d?))|(?:(?:[0-9a-f]{1,4}:){0,5}[0-9a-f]{1,4})?::[0-9a-f]{1,4}|(?:(?:[0-9a-f]{1,4}:){0,6}[0-9a-f]{1,4})?::)|[Vv][0-9a-f]+\.[a-z0-9\-._~!$&'()*+,;=:]+)\]|(?:(?:25[0-5]|2[0-4]\d|[01]?\d\d?)\.){3}(?:25[0-5]|2[0-4]\d|[01]?\d\d?)|(?:[a-z0-9\-._~!$&'"()*+,;=]|%[0-9a-f]{2})*)(?::\d*)?(?:\/(?:[a-z0-9\-._~!$&'"()*+,;=:@]|%[0-9a-f]{2})*)*|\/(?:(?:[a-z0-9\-._~!$&'"()*+,;=:@]|%[0-9a-f]{2})+(?:\/(?:[a-z0-9\-._~!$&'"()*+,;=:@]|%[0-9a-f]{2})*)*)?|(?:[a-z0-9\-._~!$&'"()*+,;=:@]|%[0-9a-f]{2})+(?:\/(?:[a-z0-9\-._~!$&'"()*+,;=:@]|%[0-9a-f]{2})*)*)?(?:\?(?:[a-z0-9\-._~!$&'"()*+,;=:@/?]|%[0-9a-f]{2})*)?(?:#(?:[a-z0-9\-._~!$&'"()*+,;=:@/?]|%[0-9a-f]{2})*)?$/i;

function validate33(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate33.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.type !== undefined){
let data0 = data.type;
if(typeof data0 !== "string"){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/type",schemaPath:"#/properties/type/type",keyword:"type",params:{type: "string"},schema:schema20.properties.type.type,parentSchema:schema20.properties.type,data:data0});
errors++;
}
}
if(!((data0 === "orb") || (data0 === "image"))){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/type",schemaPath:"#/properties/type/enum",keyword:"enum",params:{allowedValues: schema20.properties.type.enum},schema:schema20.properties.type.enum,parentSchema:schema20.properties.type,data:data0});
errors++;
}
}
}
if(data.image_url !== undefined){
let data1 = data.image_url;
if(typeof data1 === "string"){
if(func0(data1) > 2048){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/image_url",schemaPath:"#/properties/image_url/maxLength",keyword:"maxLength",params:{limit: 2048},schema:2048,parentSchema:schema20.properties.image_url,data:data1});
errors++;
}
}
if(!(formats8.test(data1))){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/image_url",schemaPath:"#/properties/image_url/format",keyword:"format",params:{format: "uri-reference"},schema:"uri-reference",parentSchema:schema20.properties.image_url,data:data1});
errors++;
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/image_url",schemaPath:"#/properties/image_url/type",keyword:"type",params:{type: "string"},schema:schema20.properties.image_url.type,parentSchema:schema20.properties.image_url,data:data1});
errors++;
}
}
}
if(data.orb_color_1 !== undefined){
let data2 = data.orb_color_1;
if(typeof data2 === "string"){
if(func0(data2) > 64){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/orb_color_1",schemaPath:"#/properties/orb_color_1/maxLength",keyword:"maxLength",params:{limit: 64},schema:64,parentSchema:schema20.properties.orb_color_1,data:data2});
errors++;
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/orb_color_1",schemaPath:"#/properties/orb_color_1/type",keyword:"type",params:{type: "string"},schema:schema20.properties.orb_color_1.type,parentSchema:schema20.properties.orb_color_1,data:data2});
errors++;
}
}
}
if(data.orb_color_2 !== undefined){
let data3 = data.orb_color_2;
if(typeof data3 === "string"){
if(func0(data3) > 64){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/orb_color_2",schemaPath:"#/properties/orb_color_2/maxLength",keyword:"maxLength",params:{limit: 64},schema:64,parentSchema:schema20.properties.orb_color_2,data:data3});
errors++;
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/orb_color_2",schemaPath:"#/properties/orb_color_2/type",keyword:"type",params:{type: "string"},schema:schema20.properties.orb_color_2.type,parentSchema:schema20.properties.orb_color_2,data:data3});
errors++;
}
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},schema:schema20.type,parentSchema:schema20,data});
errors++;
}
}
validate33.errors = vErrors;
return errors === 0;
}
validate33.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema21 = {"type":"object","additionalProperties":true,"properties":{"start_call":{"type":"string","maxLength":200},"end_call":{"type":"string","maxLength":200},"listening":{"type":"string","maxLength":200},"thinking":{"type":"string","maxLength":200},"speaking":{"type":"string","maxLength":200}}};

function validate35(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate35.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.start_call !== undefined){
let data0 = data.start_call;
if(typeof data0 === "string"){
if(func0(data0) > 200){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/start_call",schemaPath:"#/properties/start_call/maxLength",keyword:"maxLength",params:{limit: 200},schema:200,parentSchema:schema21.properties.start_call,data:data0});
errors++;
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/start_call",schemaPath:"#/properties/start_call/type",keyword:"type",params:{type: "string"},schema:schema21.properties.start_call.type,parentSchema:schema21.properties.start_call,data:data0});
errors++;
}
}
}
if(data.end_call !== undefined){
let data1 = data.end_call;
if(typeof data1 === "string"){
if(func0(data1) > 200){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/end_call",schemaPath:"#/properties/end_call/maxLength",keyword:"maxLength",params:{limit: 200},schema:200,parentSchema:schema21.properties.end_call,data:data1});
errors++;
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/end_call",schemaPath:"#/properties/end_call/type",keyword:"type",params:{type: "string"},schema:schema21.properties.end_call.type,parentSchema:schema21.properties.end_call,data:data1});
errors++;
}
}
}
if(data.listening !== undefined){
let data2 = data.listening;
if(typeof data2 === "string"){
if(func0(data2) > 200){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/listening",schemaPath:"#/properties/listening/maxLength",keyword:"maxLength",params:{limit: 200},schema:200,parentSchema:schema21.properties.listening,data:data2});
errors++;
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/listening",schemaPath:"#/properties/listening/type",keyword:"type",params:{type: "string"},schema:schema21.properties.listening.type,parentSchema:schema21.properties.listening,data:data2});
errors++;
}
}
}
if(data.thinking !== undefined){
let data3 = data.thinking;
if(typeof data3 === "string"){
if(func0(data3) > 200){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/thinking",schemaPath:"#/properties/thinking/maxLength",keyword:"maxLength",params:{limit: 200},schema:200,parentSchema:schema21.properties.thinking,data:data3});
errors++;
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/thinking",schemaPath:"#/properties/thinking/type",keyword:"type",params:{type: "string"},schema:schema21.properties.thinking.type,parentSchema:schema21.properties.thinking,data:data3});
errors++;
}
}
}
if(data.speaking !== undefined){
let data4 = data.speaking;
if(typeof data4 === "string"){
if(func0(data4) > 200){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/speaking",schemaPath:"#/properties/speaking/maxLength",keyword:"maxLength",params:{limit: 200},schema:200,parentSchema:schema21.properties.speaking,data:data4});
errors++;
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/speaking",schemaPath:"#/properties/speaking/type",keyword:"type",params:{type: "string"},schema:schema21.properties.speaking.type,parentSchema:schema21.properties.speaking,data:data4});
errors++;
}
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},schema:schema21.type,parentSchema:schema21,data});
errors++;
}
}
validate35.errors = vErrors;
return errors === 0;
}
validate35.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema22 = {"type":"object","additionalProperties":true,"properties":{"enabled":{"type":"boolean"},"content":{"type":"string","maxLength":32768}}};

function validate37(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate37.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.enabled !== undefined){
let data0 = data.enabled;
if(typeof data0 !== "boolean"){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/enabled",schemaPath:"#/properties/enabled/type",keyword:"type",params:{type: "boolean"},schema:schema22.properties.enabled.type,parentSchema:schema22.properties.enabled,data:data0});
errors++;
}
}
}
if(data.content !== undefined){
let data1 = data.content;
if(typeof data1 === "string"){
if(func0(data1) > 32768){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/content",schemaPath:"#/properties/content/maxLength",keyword:"maxLength",params:{limit: 32768},schema:32768,parentSchema:schema22.properties.content,data:data1});
errors++;
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/content",schemaPath:"#/properties/content/type",keyword:"type",params:{type: "string"},schema:schema22.properties.content.type,parentSchema:schema22.properties.content,data:data1});
errors++;
}
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},schema:schema22.type,parentSchema:schema22,data});
errors++;
}
}
validate37.errors = vErrors;
return errors === 0;
}
validate37.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema23 = {"type":"object","additionalProperties":true,"properties":{"enabled":{"type":"boolean"}}};

function validate39(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate39.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.enabled !== undefined){
let data0 = data.enabled;
if(typeof data0 !== "boolean"){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/enabled",schemaPath:"#/properties/enabled/type",keyword:"type",params:{type: "boolean"},schema:schema23.properties.enabled.type,parentSchema:schema23.properties.enabled,data:data0});
errors++;
}
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},schema:schema23.type,parentSchema:schema23,data});
errors++;
}
}
validate39.errors = vErrors;
return errors === 0;
}
validate39.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate32(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate32.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.version !== undefined){
let data0 = data.version;
if(!((typeof data0 == "number") && (!(data0 % 1) && !isNaN(data0)))){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/version",schemaPath:"#/properties/version/type",keyword:"type",params:{type: "integer"},schema:schema19.properties.version.type,parentSchema:schema19.properties.version,data:data0});
errors++;
}
}
if(typeof data0 == "number"){
if(data0 > 2147483647 || isNaN(data0)){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/version",schemaPath:"#/properties/version/maximum",keyword:"maximum",params:{comparison: "<=", limit: 2147483647},schema:2147483647,parentSchema:schema19.properties.version,data:data0});
errors++;
}
}
if(data0 < -2147483648 || isNaN(data0)){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/version",schemaPath:"#/properties/version/minimum",keyword:"minimum",params:{comparison: ">=", limit: -2147483648},schema:-2147483648,parentSchema:schema19.properties.version,data:data0});
errors++;
}
}
if(!(formats0.validate(data0))){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/version",schemaPath:"#/properties/version/format",keyword:"format",params:{format: "int32"},schema:"int32",parentSchema:schema19.properties.version,data:data0});
errors++;
}
}
}
}
if(data.style !== undefined){
let data1 = data.style;
if(typeof data1 !== "string"){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/style",schemaPath:"#/properties/style/type",keyword:"type",params:{type: "string"},schema:schema19.properties.style.type,parentSchema:schema19.properties.style,data:data1});
errors++;
}
}
if(!((data1 === "pill") || (data1 === "fab"))){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/style",schemaPath:"#/properties/style/enum",keyword:"enum",params:{allowedValues: schema19.properties.style.enum},schema:schema19.properties.style.enum,parentSchema:schema19.properties.style,data:data1});
errors++;
}
}
}
if(data.theme !== undefined){
let data2 = data.theme;
if(typeof data2 !== "string"){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/theme",schemaPath:"#/properties/theme/type",keyword:"type",params:{type: "string"},schema:schema19.properties.theme.type,parentSchema:schema19.properties.theme,data:data2});
errors++;
}
}
if(!(((data2 === "dark") || (data2 === "light")) || (data2 === "auto"))){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/theme",schemaPath:"#/properties/theme/enum",keyword:"enum",params:{allowedValues: schema19.properties.theme.enum},schema:schema19.properties.theme.enum,parentSchema:schema19.properties.theme,data:data2});
errors++;
}
}
}
if(data.avatar !== undefined){
const before0 = errors;
if(!(validate33(data.avatar, {instancePath:instancePath+"/avatar",parentData:data,parentDataProperty:"avatar",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate33.errors : vErrors.concat(validate33.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/properties/avatar/$ref");
}
}
if(data.text !== undefined){
const before1 = errors;
if(!(validate35(data.text, {instancePath:instancePath+"/text",parentData:data,parentDataProperty:"text",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate35.errors : vErrors.concat(validate35.errors);
errors = vErrors.length;
}
if(errors > before1){
behind(vErrors, before1, "#/properties/text/$ref");
}
}
if(data.terms !== undefined){
const before2 = errors;
if(!(validate37(data.terms, {instancePath:instancePath+"/terms",parentData:data,parentDataProperty:"terms",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate37.errors : vErrors.concat(validate37.errors);
errors = vErrors.length;
}
if(errors > before2){
behind(vErrors, before2, "#/properties/terms/$ref");
}
}
if(data.transcript !== undefined){
const before3 = errors;
if(!(validate39(data.transcript, {instancePath:instancePath+"/transcript",parentData:data,parentDataProperty:"transcript",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate39.errors : vErrors.concat(validate39.errors);
errors = vErrors.length;
}
if(errors > before3){
behind(vErrors, before3, "#/properties/transcript/$ref");
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},schema:schema19.type,parentSchema:schema19,data});
errors++;
}
}
validate32.errors = vErrors;
return errors === 0;
}
validate32.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema24 = {"type":"boolean"};

function validate42(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate42.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(typeof data !== "boolean"){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "boolean"},schema:schema24.type,parentSchema:schema24,data});
errors++;
}
}
validate42.errors = vErrors;
return errors === 0;
}
validate42.evaluated = {"dynamicProps":false,"dynamicItems":false};

const schema25 = {"type":"array","maxItems":100,"items":{"type":"string","pattern":"^[Hh][Tt][Tt][Pp][Ss]?://(\\[[0-9A-Fa-f:.]+\\]|[^\\s/?#@*\\\\:%\\[\\]]+)(:[0-9]{1,5})?$","x-message":"must be an origin such as https://example.com","maxLength":300}};
const pattern4 = new RegExp("^[Hh][Tt][Tt][Pp][Ss]?://(\\[[0-9A-Fa-f:.]+\\]|[^\\s/?#@*\\\\:%\\[\\]]+)(:[0-9]{1,5})?$", "u");

function validate44(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate44.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(Array.isArray(data)){
if(data.length > 100){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/maxItems",keyword:"maxItems",params:{limit: 100},schema:100,parentSchema:schema25,data});
errors++;
}
}
const len0 = data.length;
for(let i0=0; i0<len0; i0++){
if(outer + errors - floor >= 500)break;
let data0 = data[i0];
if(typeof data0 === "string"){
if(func0(data0) > 300){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/" + i0,schemaPath:"#/items/maxLength",keyword:"maxLength",params:{limit: 300},schema:300,parentSchema:schema25.items,data:data0});
errors++;
}
}
if(!pattern4.test(data0)){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/" + i0,schemaPath:"#/items/pattern",keyword:"pattern",params:{pattern: "^[Hh][Tt][Tt][Pp][Ss]?://(\\[[0-9A-Fa-f:.]+\\]|[^\\s/?#@*\\\\:%\\[\\]]+)(:[0-9]{1,5})?$"},schema:"^[Hh][Tt][Tt][Pp][Ss]?://(\\[[0-9A-Fa-f:.]+\\]|[^\\s/?#@*\\\\:%\\[\\]]+)(:[0-9]{1,5})?$",parentSchema:schema25.items,data:data0});
errors++;
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/" + i0,schemaPath:"#/items/type",keyword:"type",params:{type: "string"},schema:schema25.items.type,parentSchema:schema25.items,data:data0});
errors++;
}
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "array"},schema:schema25.type,parentSchema:schema25,data});
errors++;
}
}
validate44.errors = vErrors;
return errors === 0;
}
validate44.evaluated = {"items":true,"dynamicProps":false,"dynamicItems":false};

const schema26 = {"type":"array","maxItems":10,"items":{"type":"string","pattern":"^[^\\s/?#@*\\\\:%\\[\\].]+(\\.[^\\s/?#@*\\\\:%\\[\\].]+)*$","x-message":"must be a hostname such as www.example.com","minLength":1,"maxLength":253}};
const pattern5 = new RegExp("^[^\\s/?#@*\\\\:%\\[\\].]+(\\.[^\\s/?#@*\\\\:%\\[\\].]+)*$", "u");

function validate46(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate46.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(Array.isArray(data)){
if(data.length > 10){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/maxItems",keyword:"maxItems",params:{limit: 10},schema:10,parentSchema:schema26,data});
errors++;
}
}
const len0 = data.length;
for(let i0=0; i0<len0; i0++){
if(outer + errors - floor >= 500)break;
let data0 = data[i0];
if(typeof data0 === "string"){
if(func0(data0) > 253){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/" + i0,schemaPath:"#/items/maxLength",keyword:"maxLength",params:{limit: 253},schema:253,parentSchema:schema26.items,data:data0});
errors++;
}
}
if(func0(data0) < 1){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/" + i0,schemaPath:"#/items/minLength",keyword:"minLength",params:{limit: 1},schema:1,parentSchema:schema26.items,data:data0});
errors++;
}
}
if(!pattern5.test(data0)){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/" + i0,schemaPath:"#/items/pattern",keyword:"pattern",params:{pattern: "^[^\\s/?#@*\\\\:%\\[\\].]+(\\.[^\\s/?#@*\\\\:%\\[\\].]+)*$"},schema:"^[^\\s/?#@*\\\\:%\\[\\].]+(\\.[^\\s/?#@*\\\\:%\\[\\].]+)*$",parentSchema:schema26.items,data:data0});
errors++;
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/" + i0,schemaPath:"#/items/type",keyword:"type",params:{type: "string"},schema:schema26.items.type,parentSchema:schema26.items,data:data0});
errors++;
}
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "array"},schema:schema26.type,parentSchema:schema26,data});
errors++;
}
}
validate46.errors = vErrors;
return errors === 0;
}
validate46.evaluated = {"items":true,"dynamicProps":false,"dynamicItems":false};

const schema27 = {"type":"boolean"};

function validate48(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate48.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(typeof data !== "boolean"){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "boolean"},schema:schema27.type,parentSchema:schema27,data});
errors++;
}
}
validate48.errors = vErrors;
return errors === 0;
}
validate48.evaluated = {"dynamicProps":false,"dynamicItems":false};

const schema28 = {"type":"integer","format":"int32","minimum":0,"maximum":2147483647};

function validate50(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate50.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(!((typeof data == "number") && (!(data % 1) && !isNaN(data)))){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "integer"},schema:schema28.type,parentSchema:schema28,data});
errors++;
}
}
if(typeof data == "number"){
if(data > 2147483647 || isNaN(data)){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/maximum",keyword:"maximum",params:{comparison: "<=", limit: 2147483647},schema:2147483647,parentSchema:schema28,data});
errors++;
}
}
if(data < 0 || isNaN(data)){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},schema:0,parentSchema:schema28,data});
errors++;
}
}
if(!(formats0.validate(data))){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/format",keyword:"format",params:{format: "int32"},schema:"int32",parentSchema:schema28,data});
errors++;
}
}
}
validate50.errors = vErrors;
return errors === 0;
}
validate50.evaluated = {"dynamicProps":false,"dynamicItems":false};

const schema29 = {"type":"string","format":"uri-reference","pattern":"^([Hh][Tt][Tt][Pp][Ss]?://[^\\s/?#@\\\\]+([/?#]\\S*)?)?$","x-message":"must be an absolute http or https URL in ASCII (an international name as punycode), without credentials, or empty","maxLength":2048};
const pattern6 = new RegExp("^([Hh][Tt][Tt][Pp][Ss]?://[^\\s/?#@\\\\]+([/?#]\\S*)?)?$", "u");

function validate52(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate52.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(typeof data === "string"){
if(func0(data) > 2048){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/maxLength",keyword:"maxLength",params:{limit: 2048},schema:2048,parentSchema:schema29,data});
errors++;
}
}
if(!pattern6.test(data)){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/pattern",keyword:"pattern",params:{pattern: "^([Hh][Tt][Tt][Pp][Ss]?://[^\\s/?#@\\\\]+([/?#]\\S*)?)?$"},schema:"^([Hh][Tt][Tt][Pp][Ss]?://[^\\s/?#@\\\\]+([/?#]\\S*)?)?$",parentSchema:schema29,data});
errors++;
}
}
if(!(formats8.test(data))){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/format",keyword:"format",params:{format: "uri-reference"},schema:"uri-reference",parentSchema:schema29,data});
errors++;
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "string"},schema:schema29.type,parentSchema:schema29,data});
errors++;
}
}
validate52.errors = vErrors;
return errors === 0;
}
validate52.evaluated = {"dynamicProps":false,"dynamicItems":false};

const schema30 = {"type":"object","additionalProperties":false,"required":["enabled","on_voicemail","on_ivr","on_unavailable"],"properties":{"enabled":{"type":"boolean"},"on_voicemail":{"$ref":"#/$defs/AmdOnVoicemail"},"on_ivr":{"$ref":"#/$defs/AmdOnIvr"},"on_unavailable":{"$ref":"#/$defs/AmdOnUnavailable"},"tuning":{"$ref":"#/$defs/AmdTuning"}}};
const schema31 = {"oneOf":[{"$ref":"#/$defs/AmdHangUp"},{"$ref":"#/$defs/AmdLeaveMessage"}]};
const schema32 = {"type":"object","additionalProperties":false,"required":["action"],"properties":{"action":{"type":"string","const":"hangup"}}};

function validate56(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate56.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.action === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "action"},schema:schema32.required,parentSchema:schema32,data});
errors++;
}
}
for(const key0 of namesOf(data)){
if(outer + errors - floor >= 500)break;
if(!(key0 === "action")){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},schema:false,parentSchema:schema32,data});
errors++;
}
}
}
if(data.action !== undefined){
let data0 = data.action;
if(typeof data0 !== "string"){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/action",schemaPath:"#/properties/action/type",keyword:"type",params:{type: "string"},schema:schema32.properties.action.type,parentSchema:schema32.properties.action,data:data0});
errors++;
}
}
if("hangup" !== data0){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/action",schemaPath:"#/properties/action/const",keyword:"const",params:{allowedValue: "hangup"},schema:"hangup",parentSchema:schema32.properties.action,data:data0});
errors++;
}
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},schema:schema32.type,parentSchema:schema32,data});
errors++;
}
}
validate56.errors = vErrors;
return errors === 0;
}
validate56.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema33 = {"type":"object","additionalProperties":false,"required":["action","message"],"properties":{"action":{"type":"string","const":"leave_message"},"message":{"type":"string","minLength":1,"maxLength":10000}}};

function validate58(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate58.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.action === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "action"},schema:schema33.required,parentSchema:schema33,data});
errors++;
}
}
if(data.message === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "message"},schema:schema33.required,parentSchema:schema33,data});
errors++;
}
}
for(const key0 of namesOf(data)){
if(outer + errors - floor >= 500)break;
if(!((key0 === "action") || (key0 === "message"))){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},schema:false,parentSchema:schema33,data});
errors++;
}
}
}
if(data.action !== undefined){
let data0 = data.action;
if(typeof data0 !== "string"){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/action",schemaPath:"#/properties/action/type",keyword:"type",params:{type: "string"},schema:schema33.properties.action.type,parentSchema:schema33.properties.action,data:data0});
errors++;
}
}
if("leave_message" !== data0){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/action",schemaPath:"#/properties/action/const",keyword:"const",params:{allowedValue: "leave_message"},schema:"leave_message",parentSchema:schema33.properties.action,data:data0});
errors++;
}
}
}
if(data.message !== undefined){
let data1 = data.message;
if(typeof data1 === "string"){
if(func0(data1) > 10000){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/message",schemaPath:"#/properties/message/maxLength",keyword:"maxLength",params:{limit: 10000},schema:10000,parentSchema:schema33.properties.message,data:data1});
errors++;
}
}
if(func0(data1) < 1){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/message",schemaPath:"#/properties/message/minLength",keyword:"minLength",params:{limit: 1},schema:1,parentSchema:schema33.properties.message,data:data1});
errors++;
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/message",schemaPath:"#/properties/message/type",keyword:"type",params:{type: "string"},schema:schema33.properties.message.type,parentSchema:schema33.properties.message,data:data1});
errors++;
}
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},schema:schema33.type,parentSchema:schema33,data});
errors++;
}
}
validate58.errors = vErrors;
return errors === 0;
}
validate58.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate55(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate55.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const _errs0 = errors;
const around0 = floor;
let valid0 = false;
let passing0 = null;
floor = outer + errors;
const _errs1 = errors;
const before0 = errors;
if(!(validate56(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate56.errors : vErrors.concat(validate56.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/oneOf/0/$ref");
}
var _valid0 = _errs1 === errors;
if(_valid0){
valid0 = true;
passing0 = 0;
var props0 = true;
}
floor = outer + errors;
const _errs2 = errors;
const before1 = errors;
if(!(validate58(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate58.errors : vErrors.concat(validate58.errors);
errors = vErrors.length;
}
if(errors > before1){
behind(vErrors, before1, "#/oneOf/1/$ref");
}
var _valid0 = _errs2 === errors;
if(_valid0 && valid0){
valid0 = false;
passing0 = [passing0, 1];
}
else {
if(_valid0){
valid0 = true;
passing0 = 1;
if(props0 !== true){
props0 = true;
}
}
}
if(!valid0){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/oneOf",keyword:"oneOf",params:{passingSchemas: passing0},schema:schema31.oneOf,parentSchema:schema31,data});
errors++;
}
}
else {
errors = _errs0;
if(vErrors !== null){
if(_errs0){
vErrors.length = _errs0;
}
else {
vErrors = null;
}
}
}
floor = around0;
validate55.errors = vErrors;
evaluated0.props = props0;
return errors === 0;
}
validate55.evaluated = {"dynamicProps":true,"dynamicItems":false};

const schema34 = {"type":"object","additionalProperties":false,"required":["action"],"properties":{"action":{"type":"string","enum":["proceed","hangup","navigate"]}}};

function validate61(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate61.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.action === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "action"},schema:schema34.required,parentSchema:schema34,data});
errors++;
}
}
for(const key0 of namesOf(data)){
if(outer + errors - floor >= 500)break;
if(!(key0 === "action")){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},schema:false,parentSchema:schema34,data});
errors++;
}
}
}
if(data.action !== undefined){
let data0 = data.action;
if(typeof data0 !== "string"){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/action",schemaPath:"#/properties/action/type",keyword:"type",params:{type: "string"},schema:schema34.properties.action.type,parentSchema:schema34.properties.action,data:data0});
errors++;
}
}
if(!(((data0 === "proceed") || (data0 === "hangup")) || (data0 === "navigate"))){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/action",schemaPath:"#/properties/action/enum",keyword:"enum",params:{allowedValues: schema34.properties.action.enum},schema:schema34.properties.action.enum,parentSchema:schema34.properties.action,data:data0});
errors++;
}
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},schema:schema34.type,parentSchema:schema34,data});
errors++;
}
}
validate61.errors = vErrors;
return errors === 0;
}
validate61.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema35 = {"type":"object","additionalProperties":false,"required":["action"],"properties":{"action":{"type":"string","enum":["hangup"]}}};

function validate63(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate63.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.action === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "action"},schema:schema35.required,parentSchema:schema35,data});
errors++;
}
}
for(const key0 of namesOf(data)){
if(outer + errors - floor >= 500)break;
if(!(key0 === "action")){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},schema:false,parentSchema:schema35,data});
errors++;
}
}
}
if(data.action !== undefined){
let data0 = data.action;
if(typeof data0 !== "string"){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/action",schemaPath:"#/properties/action/type",keyword:"type",params:{type: "string"},schema:schema35.properties.action.type,parentSchema:schema35.properties.action,data:data0});
errors++;
}
}
if(!(data0 === "hangup")){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/action",schemaPath:"#/properties/action/enum",keyword:"enum",params:{allowedValues: schema35.properties.action.enum},schema:schema35.properties.action.enum,parentSchema:schema35.properties.action,data:data0});
errors++;
}
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},schema:schema35.type,parentSchema:schema35,data});
errors++;
}
}
validate63.errors = vErrors;
return errors === 0;
}
validate63.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema36 = {"type":"object","additionalProperties":false,"properties":{"human_speech_threshold_seconds":{"type":"number","format":"double","exclusiveMinimum":0,"maximum":60},"no_speech_threshold_seconds":{"type":"number","format":"double","exclusiveMinimum":0,"maximum":60},"timeout_seconds":{"type":"number","format":"double","exclusiveMinimum":0,"maximum":60},"classification_prompt":{"type":"string","maxLength":10000}}};

function validate65(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate65.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 of namesOf(data)){
if(outer + errors - floor >= 500)break;
if(!((((key0 === "human_speech_threshold_seconds") || (key0 === "no_speech_threshold_seconds")) || (key0 === "timeout_seconds")) || (key0 === "classification_prompt"))){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},schema:false,parentSchema:schema36,data});
errors++;
}
}
}
if(data.human_speech_threshold_seconds !== undefined){
let data0 = data.human_speech_threshold_seconds;
if(typeof data0 == "number"){
if(data0 > 60 || isNaN(data0)){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/human_speech_threshold_seconds",schemaPath:"#/properties/human_speech_threshold_seconds/maximum",keyword:"maximum",params:{comparison: "<=", limit: 60},schema:60,parentSchema:schema36.properties.human_speech_threshold_seconds,data:data0});
errors++;
}
}
if(data0 <= 0 || isNaN(data0)){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/human_speech_threshold_seconds",schemaPath:"#/properties/human_speech_threshold_seconds/exclusiveMinimum",keyword:"exclusiveMinimum",params:{comparison: ">", limit: 0},schema:0,parentSchema:schema36.properties.human_speech_threshold_seconds,data:data0});
errors++;
}
}
if(!(formats4.validate(data0))){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/human_speech_threshold_seconds",schemaPath:"#/properties/human_speech_threshold_seconds/format",keyword:"format",params:{format: "double"},schema:"double",parentSchema:schema36.properties.human_speech_threshold_seconds,data:data0});
errors++;
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/human_speech_threshold_seconds",schemaPath:"#/properties/human_speech_threshold_seconds/type",keyword:"type",params:{type: "number"},schema:schema36.properties.human_speech_threshold_seconds.type,parentSchema:schema36.properties.human_speech_threshold_seconds,data:data0});
errors++;
}
}
}
if(data.no_speech_threshold_seconds !== undefined){
let data1 = data.no_speech_threshold_seconds;
if(typeof data1 == "number"){
if(data1 > 60 || isNaN(data1)){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/no_speech_threshold_seconds",schemaPath:"#/properties/no_speech_threshold_seconds/maximum",keyword:"maximum",params:{comparison: "<=", limit: 60},schema:60,parentSchema:schema36.properties.no_speech_threshold_seconds,data:data1});
errors++;
}
}
if(data1 <= 0 || isNaN(data1)){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/no_speech_threshold_seconds",schemaPath:"#/properties/no_speech_threshold_seconds/exclusiveMinimum",keyword:"exclusiveMinimum",params:{comparison: ">", limit: 0},schema:0,parentSchema:schema36.properties.no_speech_threshold_seconds,data:data1});
errors++;
}
}
if(!(formats4.validate(data1))){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/no_speech_threshold_seconds",schemaPath:"#/properties/no_speech_threshold_seconds/format",keyword:"format",params:{format: "double"},schema:"double",parentSchema:schema36.properties.no_speech_threshold_seconds,data:data1});
errors++;
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/no_speech_threshold_seconds",schemaPath:"#/properties/no_speech_threshold_seconds/type",keyword:"type",params:{type: "number"},schema:schema36.properties.no_speech_threshold_seconds.type,parentSchema:schema36.properties.no_speech_threshold_seconds,data:data1});
errors++;
}
}
}
if(data.timeout_seconds !== undefined){
let data2 = data.timeout_seconds;
if(typeof data2 == "number"){
if(data2 > 60 || isNaN(data2)){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/timeout_seconds",schemaPath:"#/properties/timeout_seconds/maximum",keyword:"maximum",params:{comparison: "<=", limit: 60},schema:60,parentSchema:schema36.properties.timeout_seconds,data:data2});
errors++;
}
}
if(data2 <= 0 || isNaN(data2)){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/timeout_seconds",schemaPath:"#/properties/timeout_seconds/exclusiveMinimum",keyword:"exclusiveMinimum",params:{comparison: ">", limit: 0},schema:0,parentSchema:schema36.properties.timeout_seconds,data:data2});
errors++;
}
}
if(!(formats4.validate(data2))){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/timeout_seconds",schemaPath:"#/properties/timeout_seconds/format",keyword:"format",params:{format: "double"},schema:"double",parentSchema:schema36.properties.timeout_seconds,data:data2});
errors++;
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/timeout_seconds",schemaPath:"#/properties/timeout_seconds/type",keyword:"type",params:{type: "number"},schema:schema36.properties.timeout_seconds.type,parentSchema:schema36.properties.timeout_seconds,data:data2});
errors++;
}
}
}
if(data.classification_prompt !== undefined){
let data3 = data.classification_prompt;
if(typeof data3 === "string"){
if(func0(data3) > 10000){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/classification_prompt",schemaPath:"#/properties/classification_prompt/maxLength",keyword:"maxLength",params:{limit: 10000},schema:10000,parentSchema:schema36.properties.classification_prompt,data:data3});
errors++;
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/classification_prompt",schemaPath:"#/properties/classification_prompt/type",keyword:"type",params:{type: "string"},schema:schema36.properties.classification_prompt.type,parentSchema:schema36.properties.classification_prompt,data:data3});
errors++;
}
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},schema:schema36.type,parentSchema:schema36,data});
errors++;
}
}
validate65.errors = vErrors;
return errors === 0;
}
validate65.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate54(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate54.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.enabled === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "enabled"},schema:schema30.required,parentSchema:schema30,data});
errors++;
}
}
if(data.on_voicemail === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "on_voicemail"},schema:schema30.required,parentSchema:schema30,data});
errors++;
}
}
if(data.on_ivr === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "on_ivr"},schema:schema30.required,parentSchema:schema30,data});
errors++;
}
}
if(data.on_unavailable === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "on_unavailable"},schema:schema30.required,parentSchema:schema30,data});
errors++;
}
}
for(const key0 of namesOf(data)){
if(outer + errors - floor >= 500)break;
if(!(((((key0 === "enabled") || (key0 === "on_voicemail")) || (key0 === "on_ivr")) || (key0 === "on_unavailable")) || (key0 === "tuning"))){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},schema:false,parentSchema:schema30,data});
errors++;
}
}
}
if(data.enabled !== undefined){
let data0 = data.enabled;
if(typeof data0 !== "boolean"){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/enabled",schemaPath:"#/properties/enabled/type",keyword:"type",params:{type: "boolean"},schema:schema30.properties.enabled.type,parentSchema:schema30.properties.enabled,data:data0});
errors++;
}
}
}
if(data.on_voicemail !== undefined){
const before0 = errors;
if(!(validate55(data.on_voicemail, {instancePath:instancePath+"/on_voicemail",parentData:data,parentDataProperty:"on_voicemail",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate55.errors : vErrors.concat(validate55.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/properties/on_voicemail/$ref");
}
}
if(data.on_ivr !== undefined){
const before1 = errors;
if(!(validate61(data.on_ivr, {instancePath:instancePath+"/on_ivr",parentData:data,parentDataProperty:"on_ivr",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate61.errors : vErrors.concat(validate61.errors);
errors = vErrors.length;
}
if(errors > before1){
behind(vErrors, before1, "#/properties/on_ivr/$ref");
}
}
if(data.on_unavailable !== undefined){
const before2 = errors;
if(!(validate63(data.on_unavailable, {instancePath:instancePath+"/on_unavailable",parentData:data,parentDataProperty:"on_unavailable",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate63.errors : vErrors.concat(validate63.errors);
errors = vErrors.length;
}
if(errors > before2){
behind(vErrors, before2, "#/properties/on_unavailable/$ref");
}
}
if(data.tuning !== undefined){
const before3 = errors;
if(!(validate65(data.tuning, {instancePath:instancePath+"/tuning",parentData:data,parentDataProperty:"tuning",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate65.errors : vErrors.concat(validate65.errors);
errors = vErrors.length;
}
if(errors > before3){
behind(vErrors, before3, "#/properties/tuning/$ref");
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},schema:schema30.type,parentSchema:schema30,data});
errors++;
}
}
validate54.errors = vErrors;
return errors === 0;
}
validate54.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema37 = {"type":"boolean"};

function validate68(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate68.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(typeof data !== "boolean"){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "boolean"},schema:schema37.type,parentSchema:schema37,data});
errors++;
}
}
validate68.errors = vErrors;
return errors === 0;
}
validate68.evaluated = {"dynamicProps":false,"dynamicItems":false};

const schema38 = {"type":"boolean"};

function validate70(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate70.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(typeof data !== "boolean"){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "boolean"},schema:schema38.type,parentSchema:schema38,data});
errors++;
}
}
validate70.errors = vErrors;
return errors === 0;
}
validate70.evaluated = {"dynamicProps":false,"dynamicItems":false};

const schema39 = {"type":"boolean"};

function validate72(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate72.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(typeof data !== "boolean"){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "boolean"},schema:schema39.type,parentSchema:schema39,data});
errors++;
}
}
validate72.errors = vErrors;
return errors === 0;
}
validate72.evaluated = {"dynamicProps":false,"dynamicItems":false};

const schema40 = {"type":["number","null"],"format":"double","minimum":0.5,"maximum":2};

function validate74(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate74.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if((!(typeof data == "number")) && (data !== null)){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: schema40.type},schema:schema40.type,parentSchema:schema40,data});
errors++;
}
}
if(typeof data == "number"){
if(data > 2 || isNaN(data)){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/maximum",keyword:"maximum",params:{comparison: "<=", limit: 2},schema:2,parentSchema:schema40,data});
errors++;
}
}
if(data < 0.5 || isNaN(data)){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0.5},schema:0.5,parentSchema:schema40,data});
errors++;
}
}
if(!(formats4.validate(data))){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/format",keyword:"format",params:{format: "double"},schema:"double",parentSchema:schema40,data});
errors++;
}
}
}
validate74.errors = vErrors;
return errors === 0;
}
validate74.evaluated = {"dynamicProps":false,"dynamicItems":false};

const schema41 = {"type":["number","null"],"format":"double","minimum":0.5,"maximum":3};

function validate76(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate76.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if((!(typeof data == "number")) && (data !== null)){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: schema41.type},schema:schema41.type,parentSchema:schema41,data});
errors++;
}
}
if(typeof data == "number"){
if(data > 3 || isNaN(data)){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/maximum",keyword:"maximum",params:{comparison: "<=", limit: 3},schema:3,parentSchema:schema41,data});
errors++;
}
}
if(data < 0.5 || isNaN(data)){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0.5},schema:0.5,parentSchema:schema41,data});
errors++;
}
}
if(!(formats4.validate(data))){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/format",keyword:"format",params:{format: "double"},schema:"double",parentSchema:schema41,data});
errors++;
}
}
}
validate76.errors = vErrors;
return errors === 0;
}
validate76.evaluated = {"dynamicProps":false,"dynamicItems":false};

const schema42 = {"type":["number","null"],"format":"double","minimum":0,"maximum":5};

function validate78(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate78.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if((!(typeof data == "number")) && (data !== null)){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: schema42.type},schema:schema42.type,parentSchema:schema42,data});
errors++;
}
}
if(typeof data == "number"){
if(data > 5 || isNaN(data)){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/maximum",keyword:"maximum",params:{comparison: "<=", limit: 5},schema:5,parentSchema:schema42,data});
errors++;
}
}
if(data < 0 || isNaN(data)){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},schema:0,parentSchema:schema42,data});
errors++;
}
}
if(!(formats4.validate(data))){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/format",keyword:"format",params:{format: "double"},schema:"double",parentSchema:schema42,data});
errors++;
}
}
}
validate78.errors = vErrors;
return errors === 0;
}
validate78.evaluated = {"dynamicProps":false,"dynamicItems":false};

const schema43 = {"type":"integer","format":"int32","minimum":0,"maximum":2147483647};

function validate80(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate80.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(!((typeof data == "number") && (!(data % 1) && !isNaN(data)))){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "integer"},schema:schema43.type,parentSchema:schema43,data});
errors++;
}
}
if(typeof data == "number"){
if(data > 2147483647 || isNaN(data)){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/maximum",keyword:"maximum",params:{comparison: "<=", limit: 2147483647},schema:2147483647,parentSchema:schema43,data});
errors++;
}
}
if(data < 0 || isNaN(data)){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},schema:0,parentSchema:schema43,data});
errors++;
}
}
if(!(formats0.validate(data))){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/format",keyword:"format",params:{format: "int32"},schema:"int32",parentSchema:schema43,data});
errors++;
}
}
}
validate80.errors = vErrors;
return errors === 0;
}
validate80.evaluated = {"dynamicProps":false,"dynamicItems":false};

const schema44 = {"type":"string","enum":["office","cafe","city","forest","crowded_room","keyboard_typing","hold_music"]};

function validate82(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate82.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(typeof data !== "string"){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "string"},schema:schema44.type,parentSchema:schema44,data});
errors++;
}
}
if(!(((((((data === "office") || (data === "cafe")) || (data === "city")) || (data === "forest")) || (data === "crowded_room")) || (data === "keyboard_typing")) || (data === "hold_music"))){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/enum",keyword:"enum",params:{allowedValues: schema44.enum},schema:schema44.enum,parentSchema:schema44,data});
errors++;
}
}
validate82.errors = vErrors;
return errors === 0;
}
validate82.evaluated = {"dynamicProps":false,"dynamicItems":false};

const schema45 = {"type":"number","format":"double","minimum":0,"maximum":1};

function validate84(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate84.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(typeof data == "number"){
if(data > 1 || isNaN(data)){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1},schema:1,parentSchema:schema45,data});
errors++;
}
}
if(data < 0 || isNaN(data)){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},schema:0,parentSchema:schema45,data});
errors++;
}
}
if(!(formats4.validate(data))){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/format",keyword:"format",params:{format: "double"},schema:"double",parentSchema:schema45,data});
errors++;
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "number"},schema:schema45.type,parentSchema:schema45,data});
errors++;
}
}
validate84.errors = vErrors;
return errors === 0;
}
validate84.evaluated = {"dynamicProps":false,"dynamicItems":false};

const schema46 = {"type":"string","enum":["whisper-v3","flux","gpt-realtime-whisper"]};

function validate86(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate86.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(typeof data !== "string"){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "string"},schema:schema46.type,parentSchema:schema46,data});
errors++;
}
}
if(!(((data === "whisper-v3") || (data === "flux")) || (data === "gpt-realtime-whisper"))){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/enum",keyword:"enum",params:{allowedValues: schema46.enum},schema:schema46.enum,parentSchema:schema46,data});
errors++;
}
}
validate86.errors = vErrors;
return errors === 0;
}
validate86.evaluated = {"dynamicProps":false,"dynamicItems":false};

const formats30 = runtime0.fullFormats["date-time"];
const pattern7 = new RegExp("^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z$", "u");

function validate7(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate7.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.id === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "id"},schema:schema6.required,parentSchema:schema6,data});
errors++;
}
}
if(data.name === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "name"},schema:schema6.required,parentSchema:schema6,data});
errors++;
}
}
if(data.slug === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "slug"},schema:schema6.required,parentSchema:schema6,data});
errors++;
}
}
if(data.prompt === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "prompt"},schema:schema6.required,parentSchema:schema6,data});
errors++;
}
}
if(data.first_message === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "first_message"},schema:schema6.required,parentSchema:schema6,data});
errors++;
}
}
if(data.language === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "language"},schema:schema6.required,parentSchema:schema6,data});
errors++;
}
}
if(data.llm_provider === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "llm_provider"},schema:schema6.required,parentSchema:schema6,data});
errors++;
}
}
if(data.llm_model === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "llm_model"},schema:schema6.required,parentSchema:schema6,data});
errors++;
}
}
if(data.llm_base_url === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "llm_base_url"},schema:schema6.required,parentSchema:schema6,data});
errors++;
}
}
if(data.llm_api_key_set === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "llm_api_key_set"},schema:schema6.required,parentSchema:schema6,data});
errors++;
}
}
if(data.llm_extra_body === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "llm_extra_body"},schema:schema6.required,parentSchema:schema6,data});
errors++;
}
}
if(data.voice_id === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "voice_id"},schema:schema6.required,parentSchema:schema6,data});
errors++;
}
}
if(data.temperature === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "temperature"},schema:schema6.required,parentSchema:schema6,data});
errors++;
}
}
if(data.widget_config === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "widget_config"},schema:schema6.required,parentSchema:schema6,data});
errors++;
}
}
if(data.is_public === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "is_public"},schema:schema6.required,parentSchema:schema6,data});
errors++;
}
}
if(data.allowed_origins === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "allowed_origins"},schema:schema6.required,parentSchema:schema6,data});
errors++;
}
}
if(data.hostname_allowlist === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "hostname_allowlist"},schema:schema6.required,parentSchema:schema6,data});
errors++;
}
}
if(data.memory_enabled === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "memory_enabled"},schema:schema6.required,parentSchema:schema6,data});
errors++;
}
}
if(data.memory_retention_days === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "memory_retention_days"},schema:schema6.required,parentSchema:schema6,data});
errors++;
}
}
if(data.webhook_url === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "webhook_url"},schema:schema6.required,parentSchema:schema6,data});
errors++;
}
}
if(data.webhook_secret_set === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "webhook_secret_set"},schema:schema6.required,parentSchema:schema6,data});
errors++;
}
}
if(data.amd === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "amd"},schema:schema6.required,parentSchema:schema6,data});
errors++;
}
}
if(data.save_audio_recording === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "save_audio_recording"},schema:schema6.required,parentSchema:schema6,data});
errors++;
}
}
if(data.navigator_mode === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "navigator_mode"},schema:schema6.required,parentSchema:schema6,data});
errors++;
}
}
if(data.ivr_memory_enabled === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "ivr_memory_enabled"},schema:schema6.required,parentSchema:schema6,data});
errors++;
}
}
if(data.tts_speaking_rate === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "tts_speaking_rate"},schema:schema6.required,parentSchema:schema6,data});
errors++;
}
}
if(data.tts_playback_rate === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "tts_playback_rate"},schema:schema6.required,parentSchema:schema6,data});
errors++;
}
}
if(data.response_delay_seconds === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "response_delay_seconds"},schema:schema6.required,parentSchema:schema6,data});
errors++;
}
}
if(data.inactivity_timeout_seconds === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "inactivity_timeout_seconds"},schema:schema6.required,parentSchema:schema6,data});
errors++;
}
}
if(data.background_noise_preset === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "background_noise_preset"},schema:schema6.required,parentSchema:schema6,data});
errors++;
}
}
if(data.background_noise_volume === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "background_noise_volume"},schema:schema6.required,parentSchema:schema6,data});
errors++;
}
}
if(data.stt_override === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "stt_override"},schema:schema6.required,parentSchema:schema6,data});
errors++;
}
}
if(data.created_at === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "created_at"},schema:schema6.required,parentSchema:schema6,data});
errors++;
}
}
if(data.updated_at === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "updated_at"},schema:schema6.required,parentSchema:schema6,data});
errors++;
}
}
for(const key0 of namesOf(data)){
if(outer + errors - floor >= 500)break;
if(!(func2.call(schema6.properties, key0))){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},schema:false,parentSchema:schema6,data});
errors++;
}
}
}
if(data.id !== undefined){
const before0 = errors;
if(!(validate8(data.id, {instancePath:instancePath+"/id",parentData:data,parentDataProperty:"id",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate8.errors : vErrors.concat(validate8.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/properties/id/$ref");
}
}
if(data.name !== undefined){
const before1 = errors;
if(!(validate10(data.name, {instancePath:instancePath+"/name",parentData:data,parentDataProperty:"name",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate10.errors : vErrors.concat(validate10.errors);
errors = vErrors.length;
}
if(errors > before1){
behind(vErrors, before1, "#/properties/name/$ref");
}
}
if(data.slug !== undefined){
const before2 = errors;
if(!(validate12(data.slug, {instancePath:instancePath+"/slug",parentData:data,parentDataProperty:"slug",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate12.errors : vErrors.concat(validate12.errors);
errors = vErrors.length;
}
if(errors > before2){
behind(vErrors, before2, "#/properties/slug/$ref");
}
}
if(data.prompt !== undefined){
const before3 = errors;
if(!(validate14(data.prompt, {instancePath:instancePath+"/prompt",parentData:data,parentDataProperty:"prompt",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate14.errors : vErrors.concat(validate14.errors);
errors = vErrors.length;
}
if(errors > before3){
behind(vErrors, before3, "#/properties/prompt/$ref");
}
}
if(data.first_message !== undefined){
const before4 = errors;
if(!(validate16(data.first_message, {instancePath:instancePath+"/first_message",parentData:data,parentDataProperty:"first_message",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate16.errors : vErrors.concat(validate16.errors);
errors = vErrors.length;
}
if(errors > before4){
behind(vErrors, before4, "#/properties/first_message/$ref");
}
}
if(data.language !== undefined){
const before5 = errors;
if(!(validate18(data.language, {instancePath:instancePath+"/language",parentData:data,parentDataProperty:"language",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate18.errors : vErrors.concat(validate18.errors);
errors = vErrors.length;
}
if(errors > before5){
behind(vErrors, before5, "#/properties/language/$ref");
}
}
if(data.llm_provider !== undefined){
let data6 = data.llm_provider;
const _errs9 = errors;
const around0 = floor;
let valid1 = false;
floor = outer + errors;
const _errs10 = errors;
const before6 = errors;
if(!(validate20(data6, {instancePath:instancePath+"/llm_provider",parentData:data,parentDataProperty:"llm_provider",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate20.errors : vErrors.concat(validate20.errors);
errors = vErrors.length;
}
if(errors > before6){
behind(vErrors, before6, "#/properties/llm_provider/anyOf/0/$ref");
}
var _valid0 = _errs10 === errors;
valid1 = valid1 || _valid0;
floor = outer + errors;
const _errs11 = errors;
if(data6 !== null){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/llm_provider",schemaPath:"#/properties/llm_provider/anyOf/1/type",keyword:"type",params:{type: "null"},schema:schema6.properties.llm_provider.anyOf[1].type,parentSchema:schema6.properties.llm_provider.anyOf[1],data:data6});
errors++;
}
}
var _valid0 = _errs11 === errors;
valid1 = valid1 || _valid0;
if(!valid1){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/llm_provider",schemaPath:"#/properties/llm_provider/anyOf",keyword:"anyOf",params:{},schema:schema6.properties.llm_provider.anyOf,parentSchema:schema6.properties.llm_provider,data:data6});
errors++;
}
}
else {
errors = _errs9;
if(vErrors !== null){
if(_errs9){
vErrors.length = _errs9;
}
else {
vErrors = null;
}
}
}
floor = around0;
}
if(data.llm_model !== undefined){
let data7 = data.llm_model;
const _errs14 = errors;
const around1 = floor;
let valid2 = false;
floor = outer + errors;
const _errs15 = errors;
const before7 = errors;
if(!(validate22(data7, {instancePath:instancePath+"/llm_model",parentData:data,parentDataProperty:"llm_model",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate22.errors : vErrors.concat(validate22.errors);
errors = vErrors.length;
}
if(errors > before7){
behind(vErrors, before7, "#/properties/llm_model/anyOf/0/$ref");
}
var _valid1 = _errs15 === errors;
valid2 = valid2 || _valid1;
floor = outer + errors;
const _errs16 = errors;
if(data7 !== null){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/llm_model",schemaPath:"#/properties/llm_model/anyOf/1/type",keyword:"type",params:{type: "null"},schema:schema6.properties.llm_model.anyOf[1].type,parentSchema:schema6.properties.llm_model.anyOf[1],data:data7});
errors++;
}
}
var _valid1 = _errs16 === errors;
valid2 = valid2 || _valid1;
if(!valid2){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/llm_model",schemaPath:"#/properties/llm_model/anyOf",keyword:"anyOf",params:{},schema:schema6.properties.llm_model.anyOf,parentSchema:schema6.properties.llm_model,data:data7});
errors++;
}
}
else {
errors = _errs14;
if(vErrors !== null){
if(_errs14){
vErrors.length = _errs14;
}
else {
vErrors = null;
}
}
}
floor = around1;
}
if(data.llm_base_url !== undefined){
let data8 = data.llm_base_url;
const _errs19 = errors;
const around2 = floor;
let valid3 = false;
floor = outer + errors;
const _errs20 = errors;
const before8 = errors;
if(!(validate24(data8, {instancePath:instancePath+"/llm_base_url",parentData:data,parentDataProperty:"llm_base_url",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate24.errors : vErrors.concat(validate24.errors);
errors = vErrors.length;
}
if(errors > before8){
behind(vErrors, before8, "#/properties/llm_base_url/anyOf/0/$ref");
}
var _valid2 = _errs20 === errors;
valid3 = valid3 || _valid2;
floor = outer + errors;
const _errs21 = errors;
if(data8 !== null){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/llm_base_url",schemaPath:"#/properties/llm_base_url/anyOf/1/type",keyword:"type",params:{type: "null"},schema:schema6.properties.llm_base_url.anyOf[1].type,parentSchema:schema6.properties.llm_base_url.anyOf[1],data:data8});
errors++;
}
}
var _valid2 = _errs21 === errors;
valid3 = valid3 || _valid2;
if(!valid3){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/llm_base_url",schemaPath:"#/properties/llm_base_url/anyOf",keyword:"anyOf",params:{},schema:schema6.properties.llm_base_url.anyOf,parentSchema:schema6.properties.llm_base_url,data:data8});
errors++;
}
}
else {
errors = _errs19;
if(vErrors !== null){
if(_errs19){
vErrors.length = _errs19;
}
else {
vErrors = null;
}
}
}
floor = around2;
}
if(data.llm_api_key_set !== undefined){
let data9 = data.llm_api_key_set;
if(typeof data9 !== "boolean"){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/llm_api_key_set",schemaPath:"#/properties/llm_api_key_set/type",keyword:"type",params:{type: "boolean"},schema:schema6.properties.llm_api_key_set.type,parentSchema:schema6.properties.llm_api_key_set,data:data9});
errors++;
}
}
}
if(data.llm_extra_body !== undefined){
let data10 = data.llm_extra_body;
const _errs26 = errors;
const around3 = floor;
let valid4 = false;
floor = outer + errors;
const _errs27 = errors;
const before9 = errors;
if(!(validate26(data10, {instancePath:instancePath+"/llm_extra_body",parentData:data,parentDataProperty:"llm_extra_body",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate26.errors : vErrors.concat(validate26.errors);
errors = vErrors.length;
}
if(errors > before9){
behind(vErrors, before9, "#/properties/llm_extra_body/anyOf/0/$ref");
}
var _valid3 = _errs27 === errors;
valid4 = valid4 || _valid3;
floor = outer + errors;
const _errs28 = errors;
if(data10 !== null){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/llm_extra_body",schemaPath:"#/properties/llm_extra_body/anyOf/1/type",keyword:"type",params:{type: "null"},schema:schema6.properties.llm_extra_body.anyOf[1].type,parentSchema:schema6.properties.llm_extra_body.anyOf[1],data:data10});
errors++;
}
}
var _valid3 = _errs28 === errors;
valid4 = valid4 || _valid3;
if(!valid4){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/llm_extra_body",schemaPath:"#/properties/llm_extra_body/anyOf",keyword:"anyOf",params:{},schema:schema6.properties.llm_extra_body.anyOf,parentSchema:schema6.properties.llm_extra_body,data:data10});
errors++;
}
}
else {
errors = _errs26;
if(vErrors !== null){
if(_errs26){
vErrors.length = _errs26;
}
else {
vErrors = null;
}
}
}
floor = around3;
}
if(data.voice_id !== undefined){
const before10 = errors;
if(!(validate28(data.voice_id, {instancePath:instancePath+"/voice_id",parentData:data,parentDataProperty:"voice_id",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate28.errors : vErrors.concat(validate28.errors);
errors = vErrors.length;
}
if(errors > before10){
behind(vErrors, before10, "#/properties/voice_id/$ref");
}
}
if(data.temperature !== undefined){
const before11 = errors;
if(!(validate30(data.temperature, {instancePath:instancePath+"/temperature",parentData:data,parentDataProperty:"temperature",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate30.errors : vErrors.concat(validate30.errors);
errors = vErrors.length;
}
if(errors > before11){
behind(vErrors, before11, "#/properties/temperature/$ref");
}
}
if(data.widget_config !== undefined){
const before12 = errors;
if(!(validate32(data.widget_config, {instancePath:instancePath+"/widget_config",parentData:data,parentDataProperty:"widget_config",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate32.errors : vErrors.concat(validate32.errors);
errors = vErrors.length;
}
if(errors > before12){
behind(vErrors, before12, "#/properties/widget_config/$ref");
}
}
if(data.is_public !== undefined){
const before13 = errors;
if(!(validate42(data.is_public, {instancePath:instancePath+"/is_public",parentData:data,parentDataProperty:"is_public",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate42.errors : vErrors.concat(validate42.errors);
errors = vErrors.length;
}
if(errors > before13){
behind(vErrors, before13, "#/properties/is_public/$ref");
}
}
if(data.allowed_origins !== undefined){
const before14 = errors;
if(!(validate44(data.allowed_origins, {instancePath:instancePath+"/allowed_origins",parentData:data,parentDataProperty:"allowed_origins",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate44.errors : vErrors.concat(validate44.errors);
errors = vErrors.length;
}
if(errors > before14){
behind(vErrors, before14, "#/properties/allowed_origins/$ref");
}
}
if(data.hostname_allowlist !== undefined){
let data16 = data.hostname_allowlist;
const _errs36 = errors;
const around4 = floor;
let valid5 = false;
floor = outer + errors;
const _errs37 = errors;
const before15 = errors;
if(!(validate46(data16, {instancePath:instancePath+"/hostname_allowlist",parentData:data,parentDataProperty:"hostname_allowlist",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate46.errors : vErrors.concat(validate46.errors);
errors = vErrors.length;
}
if(errors > before15){
behind(vErrors, before15, "#/properties/hostname_allowlist/anyOf/0/$ref");
}
var _valid4 = _errs37 === errors;
valid5 = valid5 || _valid4;
floor = outer + errors;
const _errs38 = errors;
if(data16 !== null){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/hostname_allowlist",schemaPath:"#/properties/hostname_allowlist/anyOf/1/type",keyword:"type",params:{type: "null"},schema:schema6.properties.hostname_allowlist.anyOf[1].type,parentSchema:schema6.properties.hostname_allowlist.anyOf[1],data:data16});
errors++;
}
}
var _valid4 = _errs38 === errors;
valid5 = valid5 || _valid4;
if(!valid5){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/hostname_allowlist",schemaPath:"#/properties/hostname_allowlist/anyOf",keyword:"anyOf",params:{},schema:schema6.properties.hostname_allowlist.anyOf,parentSchema:schema6.properties.hostname_allowlist,data:data16});
errors++;
}
}
else {
errors = _errs36;
if(vErrors !== null){
if(_errs36){
vErrors.length = _errs36;
}
else {
vErrors = null;
}
}
}
floor = around4;
}
if(data.memory_enabled !== undefined){
const before16 = errors;
if(!(validate48(data.memory_enabled, {instancePath:instancePath+"/memory_enabled",parentData:data,parentDataProperty:"memory_enabled",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate48.errors : vErrors.concat(validate48.errors);
errors = vErrors.length;
}
if(errors > before16){
behind(vErrors, before16, "#/properties/memory_enabled/$ref");
}
}
if(data.memory_retention_days !== undefined){
const before17 = errors;
if(!(validate50(data.memory_retention_days, {instancePath:instancePath+"/memory_retention_days",parentData:data,parentDataProperty:"memory_retention_days",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate50.errors : vErrors.concat(validate50.errors);
errors = vErrors.length;
}
if(errors > before17){
behind(vErrors, before17, "#/properties/memory_retention_days/$ref");
}
}
if(data.webhook_url !== undefined){
const before18 = errors;
if(!(validate52(data.webhook_url, {instancePath:instancePath+"/webhook_url",parentData:data,parentDataProperty:"webhook_url",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate52.errors : vErrors.concat(validate52.errors);
errors = vErrors.length;
}
if(errors > before18){
behind(vErrors, before18, "#/properties/webhook_url/$ref");
}
}
if(data.webhook_secret_set !== undefined){
let data20 = data.webhook_secret_set;
if(typeof data20 !== "boolean"){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/webhook_secret_set",schemaPath:"#/properties/webhook_secret_set/type",keyword:"type",params:{type: "boolean"},schema:schema6.properties.webhook_secret_set.type,parentSchema:schema6.properties.webhook_secret_set,data:data20});
errors++;
}
}
}
if(data.amd !== undefined){
const before19 = errors;
if(!(validate54(data.amd, {instancePath:instancePath+"/amd",parentData:data,parentDataProperty:"amd",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate54.errors : vErrors.concat(validate54.errors);
errors = vErrors.length;
}
if(errors > before19){
behind(vErrors, before19, "#/properties/amd/$ref");
}
}
if(data.save_audio_recording !== undefined){
const before20 = errors;
if(!(validate68(data.save_audio_recording, {instancePath:instancePath+"/save_audio_recording",parentData:data,parentDataProperty:"save_audio_recording",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate68.errors : vErrors.concat(validate68.errors);
errors = vErrors.length;
}
if(errors > before20){
behind(vErrors, before20, "#/properties/save_audio_recording/$ref");
}
}
if(data.navigator_mode !== undefined){
const before21 = errors;
if(!(validate70(data.navigator_mode, {instancePath:instancePath+"/navigator_mode",parentData:data,parentDataProperty:"navigator_mode",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate70.errors : vErrors.concat(validate70.errors);
errors = vErrors.length;
}
if(errors > before21){
behind(vErrors, before21, "#/properties/navigator_mode/$ref");
}
}
if(data.ivr_memory_enabled !== undefined){
const before22 = errors;
if(!(validate72(data.ivr_memory_enabled, {instancePath:instancePath+"/ivr_memory_enabled",parentData:data,parentDataProperty:"ivr_memory_enabled",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate72.errors : vErrors.concat(validate72.errors);
errors = vErrors.length;
}
if(errors > before22){
behind(vErrors, before22, "#/properties/ivr_memory_enabled/$ref");
}
}
if(data.tts_speaking_rate !== undefined){
const before23 = errors;
if(!(validate74(data.tts_speaking_rate, {instancePath:instancePath+"/tts_speaking_rate",parentData:data,parentDataProperty:"tts_speaking_rate",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate74.errors : vErrors.concat(validate74.errors);
errors = vErrors.length;
}
if(errors > before23){
behind(vErrors, before23, "#/properties/tts_speaking_rate/$ref");
}
}
if(data.tts_playback_rate !== undefined){
const before24 = errors;
if(!(validate76(data.tts_playback_rate, {instancePath:instancePath+"/tts_playback_rate",parentData:data,parentDataProperty:"tts_playback_rate",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate76.errors : vErrors.concat(validate76.errors);
errors = vErrors.length;
}
if(errors > before24){
behind(vErrors, before24, "#/properties/tts_playback_rate/$ref");
}
}
if(data.response_delay_seconds !== undefined){
const before25 = errors;
if(!(validate78(data.response_delay_seconds, {instancePath:instancePath+"/response_delay_seconds",parentData:data,parentDataProperty:"response_delay_seconds",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate78.errors : vErrors.concat(validate78.errors);
errors = vErrors.length;
}
if(errors > before25){
behind(vErrors, before25, "#/properties/response_delay_seconds/$ref");
}
}
if(data.inactivity_timeout_seconds !== undefined){
let data28 = data.inactivity_timeout_seconds;
const _errs53 = errors;
const around5 = floor;
let valid6 = false;
floor = outer + errors;
const _errs54 = errors;
const before26 = errors;
if(!(validate80(data28, {instancePath:instancePath+"/inactivity_timeout_seconds",parentData:data,parentDataProperty:"inactivity_timeout_seconds",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate80.errors : vErrors.concat(validate80.errors);
errors = vErrors.length;
}
if(errors > before26){
behind(vErrors, before26, "#/properties/inactivity_timeout_seconds/anyOf/0/$ref");
}
var _valid5 = _errs54 === errors;
valid6 = valid6 || _valid5;
floor = outer + errors;
const _errs55 = errors;
if(data28 !== null){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/inactivity_timeout_seconds",schemaPath:"#/properties/inactivity_timeout_seconds/anyOf/1/type",keyword:"type",params:{type: "null"},schema:schema6.properties.inactivity_timeout_seconds.anyOf[1].type,parentSchema:schema6.properties.inactivity_timeout_seconds.anyOf[1],data:data28});
errors++;
}
}
var _valid5 = _errs55 === errors;
valid6 = valid6 || _valid5;
if(!valid6){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/inactivity_timeout_seconds",schemaPath:"#/properties/inactivity_timeout_seconds/anyOf",keyword:"anyOf",params:{},schema:schema6.properties.inactivity_timeout_seconds.anyOf,parentSchema:schema6.properties.inactivity_timeout_seconds,data:data28});
errors++;
}
}
else {
errors = _errs53;
if(vErrors !== null){
if(_errs53){
vErrors.length = _errs53;
}
else {
vErrors = null;
}
}
}
floor = around5;
}
if(data.background_noise_preset !== undefined){
let data29 = data.background_noise_preset;
const _errs58 = errors;
const around6 = floor;
let valid7 = false;
floor = outer + errors;
const _errs59 = errors;
const before27 = errors;
if(!(validate82(data29, {instancePath:instancePath+"/background_noise_preset",parentData:data,parentDataProperty:"background_noise_preset",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate82.errors : vErrors.concat(validate82.errors);
errors = vErrors.length;
}
if(errors > before27){
behind(vErrors, before27, "#/properties/background_noise_preset/anyOf/0/$ref");
}
var _valid6 = _errs59 === errors;
valid7 = valid7 || _valid6;
floor = outer + errors;
const _errs60 = errors;
if(data29 !== null){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/background_noise_preset",schemaPath:"#/properties/background_noise_preset/anyOf/1/type",keyword:"type",params:{type: "null"},schema:schema6.properties.background_noise_preset.anyOf[1].type,parentSchema:schema6.properties.background_noise_preset.anyOf[1],data:data29});
errors++;
}
}
var _valid6 = _errs60 === errors;
valid7 = valid7 || _valid6;
if(!valid7){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/background_noise_preset",schemaPath:"#/properties/background_noise_preset/anyOf",keyword:"anyOf",params:{},schema:schema6.properties.background_noise_preset.anyOf,parentSchema:schema6.properties.background_noise_preset,data:data29});
errors++;
}
}
else {
errors = _errs58;
if(vErrors !== null){
if(_errs58){
vErrors.length = _errs58;
}
else {
vErrors = null;
}
}
}
floor = around6;
}
if(data.background_noise_volume !== undefined){
let data30 = data.background_noise_volume;
const _errs63 = errors;
const around7 = floor;
let valid8 = false;
floor = outer + errors;
const _errs64 = errors;
const before28 = errors;
if(!(validate84(data30, {instancePath:instancePath+"/background_noise_volume",parentData:data,parentDataProperty:"background_noise_volume",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate84.errors : vErrors.concat(validate84.errors);
errors = vErrors.length;
}
if(errors > before28){
behind(vErrors, before28, "#/properties/background_noise_volume/anyOf/0/$ref");
}
var _valid7 = _errs64 === errors;
valid8 = valid8 || _valid7;
floor = outer + errors;
const _errs65 = errors;
if(data30 !== null){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/background_noise_volume",schemaPath:"#/properties/background_noise_volume/anyOf/1/type",keyword:"type",params:{type: "null"},schema:schema6.properties.background_noise_volume.anyOf[1].type,parentSchema:schema6.properties.background_noise_volume.anyOf[1],data:data30});
errors++;
}
}
var _valid7 = _errs65 === errors;
valid8 = valid8 || _valid7;
if(!valid8){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/background_noise_volume",schemaPath:"#/properties/background_noise_volume/anyOf",keyword:"anyOf",params:{},schema:schema6.properties.background_noise_volume.anyOf,parentSchema:schema6.properties.background_noise_volume,data:data30});
errors++;
}
}
else {
errors = _errs63;
if(vErrors !== null){
if(_errs63){
vErrors.length = _errs63;
}
else {
vErrors = null;
}
}
}
floor = around7;
}
if(data.stt_override !== undefined){
let data31 = data.stt_override;
const _errs68 = errors;
const around8 = floor;
let valid9 = false;
floor = outer + errors;
const _errs69 = errors;
const before29 = errors;
if(!(validate86(data31, {instancePath:instancePath+"/stt_override",parentData:data,parentDataProperty:"stt_override",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate86.errors : vErrors.concat(validate86.errors);
errors = vErrors.length;
}
if(errors > before29){
behind(vErrors, before29, "#/properties/stt_override/anyOf/0/$ref");
}
var _valid8 = _errs69 === errors;
valid9 = valid9 || _valid8;
floor = outer + errors;
const _errs70 = errors;
if(data31 !== null){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/stt_override",schemaPath:"#/properties/stt_override/anyOf/1/type",keyword:"type",params:{type: "null"},schema:schema6.properties.stt_override.anyOf[1].type,parentSchema:schema6.properties.stt_override.anyOf[1],data:data31});
errors++;
}
}
var _valid8 = _errs70 === errors;
valid9 = valid9 || _valid8;
if(!valid9){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/stt_override",schemaPath:"#/properties/stt_override/anyOf",keyword:"anyOf",params:{},schema:schema6.properties.stt_override.anyOf,parentSchema:schema6.properties.stt_override,data:data31});
errors++;
}
}
else {
errors = _errs68;
if(vErrors !== null){
if(_errs68){
vErrors.length = _errs68;
}
else {
vErrors = null;
}
}
}
floor = around8;
}
if(data.created_at !== undefined){
let data32 = data.created_at;
if(typeof data32 === "string"){
if(!pattern7.test(data32)){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/created_at",schemaPath:"#/properties/created_at/pattern",keyword:"pattern",params:{pattern: "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z$"},schema:"^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z$",parentSchema:schema6.properties.created_at,data:data32});
errors++;
}
}
if(!(formats30.validate(data32))){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/created_at",schemaPath:"#/properties/created_at/format",keyword:"format",params:{format: "date-time"},schema:"date-time",parentSchema:schema6.properties.created_at,data:data32});
errors++;
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/created_at",schemaPath:"#/properties/created_at/type",keyword:"type",params:{type: "string"},schema:schema6.properties.created_at.type,parentSchema:schema6.properties.created_at,data:data32});
errors++;
}
}
}
if(data.updated_at !== undefined){
let data33 = data.updated_at;
if(typeof data33 === "string"){
if(!pattern7.test(data33)){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/updated_at",schemaPath:"#/properties/updated_at/pattern",keyword:"pattern",params:{pattern: "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z$"},schema:"^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z$",parentSchema:schema6.properties.updated_at,data:data33});
errors++;
}
}
if(!(formats30.validate(data33))){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/updated_at",schemaPath:"#/properties/updated_at/format",keyword:"format",params:{format: "date-time"},schema:"date-time",parentSchema:schema6.properties.updated_at,data:data33});
errors++;
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/updated_at",schemaPath:"#/properties/updated_at/type",keyword:"type",params:{type: "string"},schema:schema6.properties.updated_at.type,parentSchema:schema6.properties.updated_at,data:data33});
errors++;
}
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},schema:schema6.type,parentSchema:schema6,data});
errors++;
}
}
validate7.errors = vErrors;
return errors === 0;
}
validate7.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema47 = {"anyOf":[{"$ref":"#/$defs/Cursor"},{"type":"null"}]};

function validate89(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate89.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const _errs0 = errors;
const around0 = floor;
let valid0 = false;
floor = outer + errors;
const _errs1 = errors;
const before0 = errors;
if(!(validate2(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate2.errors : vErrors.concat(validate2.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/anyOf/0/$ref");
}
var _valid0 = _errs1 === errors;
valid0 = valid0 || _valid0;
floor = outer + errors;
const _errs2 = errors;
if(data !== null){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/anyOf/1/type",keyword:"type",params:{type: "null"},schema:schema47.anyOf[1].type,parentSchema:schema47.anyOf[1],data});
errors++;
}
}
var _valid0 = _errs2 === errors;
valid0 = valid0 || _valid0;
if(!valid0){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/anyOf",keyword:"anyOf",params:{},schema:schema47.anyOf,parentSchema:schema47,data});
errors++;
}
}
else {
errors = _errs0;
if(vErrors !== null){
if(_errs0){
vErrors.length = _errs0;
}
else {
vErrors = null;
}
}
}
floor = around0;
validate89.errors = vErrors;
return errors === 0;
}
validate89.evaluated = {"dynamicProps":false,"dynamicItems":false};

const schema48 = {"type":"boolean"};

function validate92(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate92.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(typeof data !== "boolean"){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "boolean"},schema:schema48.type,parentSchema:schema48,data});
errors++;
}
}
validate92.errors = vErrors;
return errors === 0;
}
validate92.evaluated = {"dynamicProps":false,"dynamicItems":false};


function validate6(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate6.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.agents === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "agents"},schema:schema5.required,parentSchema:schema5,data});
errors++;
}
}
if(data.next_cursor === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "next_cursor"},schema:schema5.required,parentSchema:schema5,data});
errors++;
}
}
if(data.has_more === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "has_more"},schema:schema5.required,parentSchema:schema5,data});
errors++;
}
}
for(const key0 of namesOf(data)){
if(outer + errors - floor >= 500)break;
if(!(((key0 === "agents") || (key0 === "next_cursor")) || (key0 === "has_more"))){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},schema:false,parentSchema:schema5,data});
errors++;
}
}
}
if(data.agents !== undefined){
let data0 = data.agents;
if(Array.isArray(data0)){
if(data0.length > 200){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/agents",schemaPath:"#/properties/agents/maxItems",keyword:"maxItems",params:{limit: 200},schema:200,parentSchema:schema5.properties.agents,data:data0});
errors++;
}
}
const len0 = data0.length;
for(let i0=0; i0<len0; i0++){
if(outer + errors - floor >= 500)break;
const before0 = errors;
if(!(validate7(data0[i0], {instancePath:instancePath+"/agents/" + i0,parentData:data0,parentDataProperty:i0,rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate7.errors : vErrors.concat(validate7.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/properties/agents/items/$ref");
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/agents",schemaPath:"#/properties/agents/type",keyword:"type",params:{type: "array"},schema:schema5.properties.agents.type,parentSchema:schema5.properties.agents,data:data0});
errors++;
}
}
}
if(data.next_cursor !== undefined){
const before1 = errors;
if(!(validate89(data.next_cursor, {instancePath:instancePath+"/next_cursor",parentData:data,parentDataProperty:"next_cursor",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate89.errors : vErrors.concat(validate89.errors);
errors = vErrors.length;
}
if(errors > before1){
behind(vErrors, before1, "#/properties/next_cursor/$ref");
}
}
if(data.has_more !== undefined){
const before2 = errors;
if(!(validate92(data.has_more, {instancePath:instancePath+"/has_more",parentData:data,parentDataProperty:"has_more",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate92.errors : vErrors.concat(validate92.errors);
errors = vErrors.length;
}
if(errors > before2){
behind(vErrors, before2, "#/properties/has_more/$ref");
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},schema:schema5.type,parentSchema:schema5,data});
errors++;
}
}
validate6.errors = vErrors;
return errors === 0;
}
validate6.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate5(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate5.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const before0 = errors;
if(!(validate6(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate6.errors : vErrors.concat(validate6.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/allOf/0/$ref");
}
validate5.errors = vErrors;
return errors === 0;
}
validate5.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const listAgents200Headers = validate95;
const schema49 = {"type":"object","properties":{"x-request-id":{"$ref":"#/$defs/RequestId"}},"required":["x-request-id"]};
const schema50 = {"type":"string","pattern":"^[A-Za-z0-9._-]{1,128}$","minLength":1,"maxLength":128};
const pattern9 = new RegExp("^[A-Za-z0-9._-]{1,128}$", "u");

function validate96(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate96.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(typeof data === "string"){
if(func0(data) > 128){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/maxLength",keyword:"maxLength",params:{limit: 128},schema:128,parentSchema:schema50,data});
errors++;
}
}
if(func0(data) < 1){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/minLength",keyword:"minLength",params:{limit: 1},schema:1,parentSchema:schema50,data});
errors++;
}
}
if(!pattern9.test(data)){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9._-]{1,128}$"},schema:"^[A-Za-z0-9._-]{1,128}$",parentSchema:schema50,data});
errors++;
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "string"},schema:schema50.type,parentSchema:schema50,data});
errors++;
}
}
validate96.errors = vErrors;
return errors === 0;
}
validate96.evaluated = {"dynamicProps":false,"dynamicItems":false};


function validate95(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate95.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data["x-request-id"] === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "x-request-id"},schema:schema49.required,parentSchema:schema49,data});
errors++;
}
}
if(data["x-request-id"] !== undefined){
const before0 = errors;
if(!(validate96(data["x-request-id"], {instancePath:instancePath+"/x-request-id",parentData:data,parentDataProperty:"x-request-id",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate96.errors : vErrors.concat(validate96.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/properties/x-request-id/$ref");
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},schema:schema49.type,parentSchema:schema49,data});
errors++;
}
}
validate95.errors = vErrors;
return errors === 0;
}
validate95.evaluated = {"props":{"x-request-id":true},"dynamicProps":false,"dynamicItems":false};

export const listAgents400 = validate98;
const schema51 = {"allOf":[{"$ref":"#/$defs/Error"}]};
const schema52 = {"type":"object","additionalProperties":false,"required":["error","request_id"],"properties":{"error":{"$ref":"#/$defs/ErrorDetail"},"request_id":{"$ref":"#/$defs/RequestId"}}};
const schema53 = {"type":"object","additionalProperties":false,"required":["code","message"],"properties":{"code":{"$ref":"#/$defs/ErrorCode"},"message":{"type":"string","minLength":1,"maxLength":1000},"fields":{"type":"object","maxProperties":100,"propertyNames":{"maxLength":600},"additionalProperties":{"type":"string","maxLength":4000}},"details":{"type":"object","additionalProperties":true}}};
const schema54 = {"type":"string","enum":["bad_request","validation_failed","unauthorized","forbidden","not_found","agent_not_found","conversation_not_found","memory_not_found","method_not_allowed","conflict","idempotency_conflict","precondition_failed","payload_too_large","unsupported_media_type","rate_limited","internal_error","service_unavailable"]};

function validate101(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate101.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(typeof data !== "string"){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "string"},schema:schema54.type,parentSchema:schema54,data});
errors++;
}
}
if(!(((((((((((((((((data === "bad_request") || (data === "validation_failed")) || (data === "unauthorized")) || (data === "forbidden")) || (data === "not_found")) || (data === "agent_not_found")) || (data === "conversation_not_found")) || (data === "memory_not_found")) || (data === "method_not_allowed")) || (data === "conflict")) || (data === "idempotency_conflict")) || (data === "precondition_failed")) || (data === "payload_too_large")) || (data === "unsupported_media_type")) || (data === "rate_limited")) || (data === "internal_error")) || (data === "service_unavailable"))){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/enum",keyword:"enum",params:{allowedValues: schema54.enum},schema:schema54.enum,parentSchema:schema54,data});
errors++;
}
}
validate101.errors = vErrors;
return errors === 0;
}
validate101.evaluated = {"dynamicProps":false,"dynamicItems":false};


function validate100(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate100.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.code === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "code"},schema:schema53.required,parentSchema:schema53,data});
errors++;
}
}
if(data.message === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "message"},schema:schema53.required,parentSchema:schema53,data});
errors++;
}
}
for(const key0 of namesOf(data)){
if(outer + errors - floor >= 500)break;
if(!((((key0 === "code") || (key0 === "message")) || (key0 === "fields")) || (key0 === "details"))){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},schema:false,parentSchema:schema53,data});
errors++;
}
}
}
if(data.code !== undefined){
const before0 = errors;
if(!(validate101(data.code, {instancePath:instancePath+"/code",parentData:data,parentDataProperty:"code",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate101.errors : vErrors.concat(validate101.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/properties/code/$ref");
}
}
if(data.message !== undefined){
let data1 = data.message;
if(typeof data1 === "string"){
if(func0(data1) > 1000){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/message",schemaPath:"#/properties/message/maxLength",keyword:"maxLength",params:{limit: 1000},schema:1000,parentSchema:schema53.properties.message,data:data1});
errors++;
}
}
if(func0(data1) < 1){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/message",schemaPath:"#/properties/message/minLength",keyword:"minLength",params:{limit: 1},schema:1,parentSchema:schema53.properties.message,data:data1});
errors++;
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/message",schemaPath:"#/properties/message/type",keyword:"type",params:{type: "string"},schema:schema53.properties.message.type,parentSchema:schema53.properties.message,data:data1});
errors++;
}
}
}
if(data.fields !== undefined){
let data2 = data.fields;
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
if(namesOf(data2).length > 100){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/fields",schemaPath:"#/properties/fields/maxProperties",keyword:"maxProperties",params:{limit: 100},schema:100,parentSchema:schema53.properties.fields,data:data2});
errors++;
}
}
for(const key1 of namesOf(data2)){
if(outer + errors - floor >= 500)break;
const _errs7 = errors;
if(typeof key1 === "string"){
if(func0(key1) > 600){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/fields",schemaPath:"#/properties/fields/propertyNames/maxLength",keyword:"maxLength",params:{limit: 600},schema:600,parentSchema:schema53.properties.fields.propertyNames,data:key1,propertyName:key1});
errors++;
}
}
}
var valid1 = _errs7 === errors;
if(!valid1){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/fields",schemaPath:"#/properties/fields/propertyNames",keyword:"propertyNames",params:{propertyName: key1},schema:schema53.properties.fields.propertyNames,parentSchema:schema53.properties.fields,data:data2});
errors++;
}
}
}
for(const key2 of namesOf(data2)){
if(outer + errors - floor >= 500)break;
let data3 = data2[key2];
if(typeof data3 === "string"){
if(func0(data3) > 4000){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/fields/" + pointerToken(key2),schemaPath:"#/properties/fields/additionalProperties/maxLength",keyword:"maxLength",params:{limit: 4000},schema:4000,parentSchema:schema53.properties.fields.additionalProperties,data:data3});
errors++;
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/fields/" + pointerToken(key2),schemaPath:"#/properties/fields/additionalProperties/type",keyword:"type",params:{type: "string"},schema:schema53.properties.fields.additionalProperties.type,parentSchema:schema53.properties.fields.additionalProperties,data:data3});
errors++;
}
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/fields",schemaPath:"#/properties/fields/type",keyword:"type",params:{type: "object"},schema:schema53.properties.fields.type,parentSchema:schema53.properties.fields,data:data2});
errors++;
}
}
}
if(data.details !== undefined){
let data4 = data.details;
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/details",schemaPath:"#/properties/details/type",keyword:"type",params:{type: "object"},schema:schema53.properties.details.type,parentSchema:schema53.properties.details,data:data4});
errors++;
}
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},schema:schema53.type,parentSchema:schema53,data});
errors++;
}
}
validate100.errors = vErrors;
return errors === 0;
}
validate100.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate99(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate99.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.error === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "error"},schema:schema52.required,parentSchema:schema52,data});
errors++;
}
}
if(data.request_id === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "request_id"},schema:schema52.required,parentSchema:schema52,data});
errors++;
}
}
for(const key0 of namesOf(data)){
if(outer + errors - floor >= 500)break;
if(!((key0 === "error") || (key0 === "request_id"))){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},schema:false,parentSchema:schema52,data});
errors++;
}
}
}
if(data.error !== undefined){
const before0 = errors;
if(!(validate100(data.error, {instancePath:instancePath+"/error",parentData:data,parentDataProperty:"error",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate100.errors : vErrors.concat(validate100.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/properties/error/$ref");
}
}
if(data.request_id !== undefined){
const before1 = errors;
if(!(validate96(data.request_id, {instancePath:instancePath+"/request_id",parentData:data,parentDataProperty:"request_id",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate96.errors : vErrors.concat(validate96.errors);
errors = vErrors.length;
}
if(errors > before1){
behind(vErrors, before1, "#/properties/request_id/$ref");
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},schema:schema52.type,parentSchema:schema52,data});
errors++;
}
}
validate99.errors = vErrors;
return errors === 0;
}
validate99.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate98(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate98.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const before0 = errors;
if(!(validate99(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate99.errors : vErrors.concat(validate99.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/allOf/0/$ref");
}
validate98.errors = vErrors;
return errors === 0;
}
validate98.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const listAgents401Headers = validate106;
const schema55 = {"type":"object","properties":{"x-request-id":{"$ref":"#/$defs/RequestId"},"www-authenticate":{"type":"string","pattern":"^Bearer","maxLength":200}},"required":["x-request-id","www-authenticate"]};
const pattern10 = new RegExp("^Bearer", "u");

function validate106(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate106.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data["x-request-id"] === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "x-request-id"},schema:schema55.required,parentSchema:schema55,data});
errors++;
}
}
if(data["www-authenticate"] === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "www-authenticate"},schema:schema55.required,parentSchema:schema55,data});
errors++;
}
}
if(data["x-request-id"] !== undefined){
const before0 = errors;
if(!(validate96(data["x-request-id"], {instancePath:instancePath+"/x-request-id",parentData:data,parentDataProperty:"x-request-id",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate96.errors : vErrors.concat(validate96.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/properties/x-request-id/$ref");
}
}
if(data["www-authenticate"] !== undefined){
let data1 = data["www-authenticate"];
if(typeof data1 === "string"){
if(func0(data1) > 200){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/www-authenticate",schemaPath:"#/properties/www-authenticate/maxLength",keyword:"maxLength",params:{limit: 200},schema:200,parentSchema:schema55.properties["www-authenticate"],data:data1});
errors++;
}
}
if(!pattern10.test(data1)){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/www-authenticate",schemaPath:"#/properties/www-authenticate/pattern",keyword:"pattern",params:{pattern: "^Bearer"},schema:"^Bearer",parentSchema:schema55.properties["www-authenticate"],data:data1});
errors++;
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/www-authenticate",schemaPath:"#/properties/www-authenticate/type",keyword:"type",params:{type: "string"},schema:schema55.properties["www-authenticate"].type,parentSchema:schema55.properties["www-authenticate"],data:data1});
errors++;
}
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},schema:schema55.type,parentSchema:schema55,data});
errors++;
}
}
validate106.errors = vErrors;
return errors === 0;
}
validate106.evaluated = {"props":{"x-request-id":true,"www-authenticate":true},"dynamicProps":false,"dynamicItems":false};

export const listAgents405Headers = validate108;
const schema56 = {"type":"object","properties":{"x-request-id":{"$ref":"#/$defs/RequestId"},"allow":{"type":"string","pattern":"^[A-Z]+(, [A-Z]+)*$","maxLength":100}},"required":["x-request-id","allow"]};
const pattern11 = new RegExp("^[A-Z]+(, [A-Z]+)*$", "u");

function validate108(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate108.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data["x-request-id"] === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "x-request-id"},schema:schema56.required,parentSchema:schema56,data});
errors++;
}
}
if(data.allow === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "allow"},schema:schema56.required,parentSchema:schema56,data});
errors++;
}
}
if(data["x-request-id"] !== undefined){
const before0 = errors;
if(!(validate96(data["x-request-id"], {instancePath:instancePath+"/x-request-id",parentData:data,parentDataProperty:"x-request-id",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate96.errors : vErrors.concat(validate96.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/properties/x-request-id/$ref");
}
}
if(data.allow !== undefined){
let data1 = data.allow;
if(typeof data1 === "string"){
if(func0(data1) > 100){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/allow",schemaPath:"#/properties/allow/maxLength",keyword:"maxLength",params:{limit: 100},schema:100,parentSchema:schema56.properties.allow,data:data1});
errors++;
}
}
if(!pattern11.test(data1)){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/allow",schemaPath:"#/properties/allow/pattern",keyword:"pattern",params:{pattern: "^[A-Z]+(, [A-Z]+)*$"},schema:"^[A-Z]+(, [A-Z]+)*$",parentSchema:schema56.properties.allow,data:data1});
errors++;
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/allow",schemaPath:"#/properties/allow/type",keyword:"type",params:{type: "string"},schema:schema56.properties.allow.type,parentSchema:schema56.properties.allow,data:data1});
errors++;
}
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},schema:schema56.type,parentSchema:schema56,data});
errors++;
}
}
validate108.errors = vErrors;
return errors === 0;
}
validate108.evaluated = {"props":{"x-request-id":true,"allow":true},"dynamicProps":false,"dynamicItems":false};

export const listAgents503Headers = validate110;
const schema57 = {"type":"object","properties":{"x-request-id":{"$ref":"#/$defs/RequestId"},"retry-after":{"type":"integer","format":"int32","minimum":1,"maximum":86400}},"required":["x-request-id","retry-after"]};

function validate110(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate110.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data["x-request-id"] === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "x-request-id"},schema:schema57.required,parentSchema:schema57,data});
errors++;
}
}
if(data["retry-after"] === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "retry-after"},schema:schema57.required,parentSchema:schema57,data});
errors++;
}
}
if(data["x-request-id"] !== undefined){
const before0 = errors;
if(!(validate96(data["x-request-id"], {instancePath:instancePath+"/x-request-id",parentData:data,parentDataProperty:"x-request-id",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate96.errors : vErrors.concat(validate96.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/properties/x-request-id/$ref");
}
}
if(data["retry-after"] !== undefined){
let data1 = data["retry-after"];
if(!((typeof data1 == "number") && (!(data1 % 1) && !isNaN(data1)))){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/retry-after",schemaPath:"#/properties/retry-after/type",keyword:"type",params:{type: "integer"},schema:schema57.properties["retry-after"].type,parentSchema:schema57.properties["retry-after"],data:data1});
errors++;
}
}
if(typeof data1 == "number"){
if(data1 > 86400 || isNaN(data1)){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/retry-after",schemaPath:"#/properties/retry-after/maximum",keyword:"maximum",params:{comparison: "<=", limit: 86400},schema:86400,parentSchema:schema57.properties["retry-after"],data:data1});
errors++;
}
}
if(data1 < 1 || isNaN(data1)){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/retry-after",schemaPath:"#/properties/retry-after/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},schema:1,parentSchema:schema57.properties["retry-after"],data:data1});
errors++;
}
}
if(!(formats0.validate(data1))){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/retry-after",schemaPath:"#/properties/retry-after/format",keyword:"format",params:{format: "int32"},schema:"int32",parentSchema:schema57.properties["retry-after"],data:data1});
errors++;
}
}
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},schema:schema57.type,parentSchema:schema57,data});
errors++;
}
}
validate110.errors = vErrors;
return errors === 0;
}
validate110.evaluated = {"props":{"x-request-id":true,"retry-after":true},"dynamicProps":false,"dynamicItems":false};

export const noQuery = validate112;
const schema58 = {"type":"object","properties":{},"required":[],"additionalProperties":false};

function validate112(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate112.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 of namesOf(data)){
if(outer + errors - floor >= 500)break;
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},schema:false,parentSchema:schema58,data});
errors++;
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},schema:schema58.type,parentSchema:schema58,data});
errors++;
}
}
validate112.errors = vErrors;
return errors === 0;
}
validate112.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const createAgentHeader = validate113;
const schema59 = {"type":"object","properties":{"idempotency-key":{"type":"string","minLength":1,"maxLength":255},"x-request-id":{"type":"string"}},"required":[]};

function validate113(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate113.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data["idempotency-key"] !== undefined){
let data0 = data["idempotency-key"];
if(typeof data0 === "string"){
if(func0(data0) > 255){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/idempotency-key",schemaPath:"#/properties/idempotency-key/maxLength",keyword:"maxLength",params:{limit: 255},schema:255,parentSchema:schema59.properties["idempotency-key"],data:data0});
errors++;
}
}
if(func0(data0) < 1){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/idempotency-key",schemaPath:"#/properties/idempotency-key/minLength",keyword:"minLength",params:{limit: 1},schema:1,parentSchema:schema59.properties["idempotency-key"],data:data0});
errors++;
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/idempotency-key",schemaPath:"#/properties/idempotency-key/type",keyword:"type",params:{type: "string"},schema:schema59.properties["idempotency-key"].type,parentSchema:schema59.properties["idempotency-key"],data:data0});
errors++;
}
}
}
if(data["x-request-id"] !== undefined){
let data1 = data["x-request-id"];
if(typeof data1 !== "string"){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/x-request-id",schemaPath:"#/properties/x-request-id/type",keyword:"type",params:{type: "string"},schema:schema59.properties["x-request-id"].type,parentSchema:schema59.properties["x-request-id"],data:data1});
errors++;
}
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},schema:schema59.type,parentSchema:schema59,data});
errors++;
}
}
validate113.errors = vErrors;
return errors === 0;
}
validate113.evaluated = {"props":{"idempotency-key":true,"x-request-id":true},"dynamicProps":false,"dynamicItems":false};

export const createAgentBody = validate114;
const schema60 = {"allOf":[{"$ref":"#/$defs/CreateAgentRequest"}]};
const schema61 = {"type":"object","additionalProperties":false,"required":["name","voice_id"],"properties":{"name":{"$ref":"#/$defs/AgentName"},"slug":{"$ref":"#/$defs/AgentSlug"},"prompt":{"$ref":"#/$defs/Prompt"},"first_message":{"$ref":"#/$defs/FirstMessage"},"language":{"$ref":"#/$defs/LanguageCode"},"llm_provider":{"$ref":"#/$defs/LlmProviderSetting"},"llm_model":{"anyOf":[{"$ref":"#/$defs/LlmModel"},{"type":"null"}]},"llm_base_url":{"anyOf":[{"$ref":"#/$defs/LlmBaseUrl"},{"type":"null"}]},"llm_api_key":{"$ref":"#/$defs/LlmApiKey"},"llm_extra_body":{"anyOf":[{"$ref":"#/$defs/LlmExtraBody"},{"type":"null"}]},"voice_id":{"$ref":"#/$defs/VoiceSlug"},"temperature":{"$ref":"#/$defs/Temperature"},"widget_config":{"$ref":"#/$defs/WidgetConfig"},"is_public":{"$ref":"#/$defs/IsPublic"},"allowed_origins":{"$ref":"#/$defs/AllowedOrigins"},"hostname_allowlist":{"anyOf":[{"$ref":"#/$defs/HostnameAllowlist"},{"type":"null"}]},"memory_enabled":{"$ref":"#/$defs/MemoryEnabled"},"memory_retention_days":{"$ref":"#/$defs/MemoryRetentionDays"},"webhook_url":{"$ref":"#/$defs/WebhookUrl"},"webhook_secret":{"$ref":"#/$defs/WebhookSecret"},"amd":{"$ref":"#/$defs/Amd"},"save_audio_recording":{"$ref":"#/$defs/SaveAudioRecording"},"navigator_mode":{"$ref":"#/$defs/NavigatorMode"},"ivr_memory_enabled":{"anyOf":[{"$ref":"#/$defs/IvrMemoryEnabled"},{"type":"null"}]},"tts_speaking_rate":{"$ref":"#/$defs/TtsSpeakingRate"},"tts_playback_rate":{"$ref":"#/$defs/TtsPlaybackRate"},"response_delay_seconds":{"$ref":"#/$defs/ResponseDelaySeconds"},"inactivity_timeout_seconds":{"anyOf":[{"$ref":"#/$defs/InactivityTimeoutSeconds"},{"type":"null"}]},"background_noise_preset":{"$ref":"#/$defs/BackgroundNoisePresetSetting"},"background_noise_volume":{"anyOf":[{"$ref":"#/$defs/BackgroundNoiseVolume"},{"type":"null"}]},"stt_override":{"anyOf":[{"$ref":"#/$defs/SttStack"},{"type":"null"}]}}};
const schema62 = {"anyOf":[{"$ref":"#/$defs/LlmProvider"},{"type":"string","const":""},{"type":"null"}]};

function validate121(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate121.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const _errs0 = errors;
const around0 = floor;
let valid0 = false;
floor = outer + errors;
const _errs1 = errors;
const before0 = errors;
if(!(validate20(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate20.errors : vErrors.concat(validate20.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/anyOf/0/$ref");
}
var _valid0 = _errs1 === errors;
valid0 = valid0 || _valid0;
floor = outer + errors;
const _errs2 = errors;
if(typeof data !== "string"){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/anyOf/1/type",keyword:"type",params:{type: "string"},schema:schema62.anyOf[1].type,parentSchema:schema62.anyOf[1],data});
errors++;
}
}
if("" !== data){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/anyOf/1/const",keyword:"const",params:{allowedValue: ""},schema:"",parentSchema:schema62.anyOf[1],data});
errors++;
}
}
var _valid0 = _errs2 === errors;
valid0 = valid0 || _valid0;
floor = outer + errors;
const _errs4 = errors;
if(data !== null){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/anyOf/2/type",keyword:"type",params:{type: "null"},schema:schema62.anyOf[2].type,parentSchema:schema62.anyOf[2],data});
errors++;
}
}
var _valid0 = _errs4 === errors;
valid0 = valid0 || _valid0;
if(!valid0){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/anyOf",keyword:"anyOf",params:{},schema:schema62.anyOf,parentSchema:schema62,data});
errors++;
}
}
else {
errors = _errs0;
if(vErrors !== null){
if(_errs0){
vErrors.length = _errs0;
}
else {
vErrors = null;
}
}
}
floor = around0;
validate121.errors = vErrors;
return errors === 0;
}
validate121.evaluated = {"dynamicProps":false,"dynamicItems":false};

const schema63 = {"type":"string","pattern":"^[\\x21-\\x7E]*$","x-message":"must be visible ASCII characters without spaces","maxLength":4096};
const pattern12 = new RegExp("^[\\x21-\\x7E]*$", "u");

function validate126(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate126.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(typeof data === "string"){
if(func0(data) > 4096){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/maxLength",keyword:"maxLength",params:{limit: 4096},schema:4096,parentSchema:schema63,data});
errors++;
}
}
if(!pattern12.test(data)){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/pattern",keyword:"pattern",params:{pattern: "^[\\x21-\\x7E]*$"},schema:"^[\\x21-\\x7E]*$",parentSchema:schema63,data});
errors++;
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "string"},schema:schema63.type,parentSchema:schema63,data});
errors++;
}
}
validate126.errors = vErrors;
return errors === 0;
}
validate126.evaluated = {"dynamicProps":false,"dynamicItems":false};

const schema64 = {"type":"string","maxLength":1024};

function validate138(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate138.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(typeof data === "string"){
if(func0(data) > 1024){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/maxLength",keyword:"maxLength",params:{limit: 1024},schema:1024,parentSchema:schema64,data});
errors++;
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "string"},schema:schema64.type,parentSchema:schema64,data});
errors++;
}
}
validate138.errors = vErrors;
return errors === 0;
}
validate138.evaluated = {"dynamicProps":false,"dynamicItems":false};

const schema65 = {"anyOf":[{"$ref":"#/$defs/BackgroundNoisePreset"},{"type":"string","const":""},{"type":"null"}]};

function validate148(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate148.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const _errs0 = errors;
const around0 = floor;
let valid0 = false;
floor = outer + errors;
const _errs1 = errors;
const before0 = errors;
if(!(validate82(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate82.errors : vErrors.concat(validate82.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/anyOf/0/$ref");
}
var _valid0 = _errs1 === errors;
valid0 = valid0 || _valid0;
floor = outer + errors;
const _errs2 = errors;
if(typeof data !== "string"){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/anyOf/1/type",keyword:"type",params:{type: "string"},schema:schema65.anyOf[1].type,parentSchema:schema65.anyOf[1],data});
errors++;
}
}
if("" !== data){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/anyOf/1/const",keyword:"const",params:{allowedValue: ""},schema:"",parentSchema:schema65.anyOf[1],data});
errors++;
}
}
var _valid0 = _errs2 === errors;
valid0 = valid0 || _valid0;
floor = outer + errors;
const _errs4 = errors;
if(data !== null){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/anyOf/2/type",keyword:"type",params:{type: "null"},schema:schema65.anyOf[2].type,parentSchema:schema65.anyOf[2],data});
errors++;
}
}
var _valid0 = _errs4 === errors;
valid0 = valid0 || _valid0;
if(!valid0){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/anyOf",keyword:"anyOf",params:{},schema:schema65.anyOf,parentSchema:schema65,data});
errors++;
}
}
else {
errors = _errs0;
if(vErrors !== null){
if(_errs0){
vErrors.length = _errs0;
}
else {
vErrors = null;
}
}
}
floor = around0;
validate148.errors = vErrors;
return errors === 0;
}
validate148.evaluated = {"dynamicProps":false,"dynamicItems":false};


function validate115(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate115.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.name === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "name"},schema:schema61.required,parentSchema:schema61,data});
errors++;
}
}
if(data.voice_id === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "voice_id"},schema:schema61.required,parentSchema:schema61,data});
errors++;
}
}
for(const key0 of namesOf(data)){
if(outer + errors - floor >= 500)break;
if(!(func2.call(schema61.properties, key0))){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},schema:false,parentSchema:schema61,data});
errors++;
}
}
}
if(data.name !== undefined){
const before0 = errors;
if(!(validate10(data.name, {instancePath:instancePath+"/name",parentData:data,parentDataProperty:"name",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate10.errors : vErrors.concat(validate10.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/properties/name/$ref");
}
}
if(data.slug !== undefined){
const before1 = errors;
if(!(validate12(data.slug, {instancePath:instancePath+"/slug",parentData:data,parentDataProperty:"slug",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate12.errors : vErrors.concat(validate12.errors);
errors = vErrors.length;
}
if(errors > before1){
behind(vErrors, before1, "#/properties/slug/$ref");
}
}
if(data.prompt !== undefined){
const before2 = errors;
if(!(validate14(data.prompt, {instancePath:instancePath+"/prompt",parentData:data,parentDataProperty:"prompt",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate14.errors : vErrors.concat(validate14.errors);
errors = vErrors.length;
}
if(errors > before2){
behind(vErrors, before2, "#/properties/prompt/$ref");
}
}
if(data.first_message !== undefined){
const before3 = errors;
if(!(validate16(data.first_message, {instancePath:instancePath+"/first_message",parentData:data,parentDataProperty:"first_message",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate16.errors : vErrors.concat(validate16.errors);
errors = vErrors.length;
}
if(errors > before3){
behind(vErrors, before3, "#/properties/first_message/$ref");
}
}
if(data.language !== undefined){
const before4 = errors;
if(!(validate18(data.language, {instancePath:instancePath+"/language",parentData:data,parentDataProperty:"language",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate18.errors : vErrors.concat(validate18.errors);
errors = vErrors.length;
}
if(errors > before4){
behind(vErrors, before4, "#/properties/language/$ref");
}
}
if(data.llm_provider !== undefined){
const before5 = errors;
if(!(validate121(data.llm_provider, {instancePath:instancePath+"/llm_provider",parentData:data,parentDataProperty:"llm_provider",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate121.errors : vErrors.concat(validate121.errors);
errors = vErrors.length;
}
if(errors > before5){
behind(vErrors, before5, "#/properties/llm_provider/$ref");
}
}
if(data.llm_model !== undefined){
let data6 = data.llm_model;
const _errs9 = errors;
const around0 = floor;
let valid1 = false;
floor = outer + errors;
const _errs10 = errors;
const before6 = errors;
if(!(validate22(data6, {instancePath:instancePath+"/llm_model",parentData:data,parentDataProperty:"llm_model",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate22.errors : vErrors.concat(validate22.errors);
errors = vErrors.length;
}
if(errors > before6){
behind(vErrors, before6, "#/properties/llm_model/anyOf/0/$ref");
}
var _valid0 = _errs10 === errors;
valid1 = valid1 || _valid0;
floor = outer + errors;
const _errs11 = errors;
if(data6 !== null){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/llm_model",schemaPath:"#/properties/llm_model/anyOf/1/type",keyword:"type",params:{type: "null"},schema:schema61.properties.llm_model.anyOf[1].type,parentSchema:schema61.properties.llm_model.anyOf[1],data:data6});
errors++;
}
}
var _valid0 = _errs11 === errors;
valid1 = valid1 || _valid0;
if(!valid1){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/llm_model",schemaPath:"#/properties/llm_model/anyOf",keyword:"anyOf",params:{},schema:schema61.properties.llm_model.anyOf,parentSchema:schema61.properties.llm_model,data:data6});
errors++;
}
}
else {
errors = _errs9;
if(vErrors !== null){
if(_errs9){
vErrors.length = _errs9;
}
else {
vErrors = null;
}
}
}
floor = around0;
}
if(data.llm_base_url !== undefined){
let data7 = data.llm_base_url;
const _errs14 = errors;
const around1 = floor;
let valid2 = false;
floor = outer + errors;
const _errs15 = errors;
const before7 = errors;
if(!(validate24(data7, {instancePath:instancePath+"/llm_base_url",parentData:data,parentDataProperty:"llm_base_url",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate24.errors : vErrors.concat(validate24.errors);
errors = vErrors.length;
}
if(errors > before7){
behind(vErrors, before7, "#/properties/llm_base_url/anyOf/0/$ref");
}
var _valid1 = _errs15 === errors;
valid2 = valid2 || _valid1;
floor = outer + errors;
const _errs16 = errors;
if(data7 !== null){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/llm_base_url",schemaPath:"#/properties/llm_base_url/anyOf/1/type",keyword:"type",params:{type: "null"},schema:schema61.properties.llm_base_url.anyOf[1].type,parentSchema:schema61.properties.llm_base_url.anyOf[1],data:data7});
errors++;
}
}
var _valid1 = _errs16 === errors;
valid2 = valid2 || _valid1;
if(!valid2){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/llm_base_url",schemaPath:"#/properties/llm_base_url/anyOf",keyword:"anyOf",params:{},schema:schema61.properties.llm_base_url.anyOf,parentSchema:schema61.properties.llm_base_url,data:data7});
errors++;
}
}
else {
errors = _errs14;
if(vErrors !== null){
if(_errs14){
vErrors.length = _errs14;
}
else {
vErrors = null;
}
}
}
floor = around1;
}
if(data.llm_api_key !== undefined){
const before8 = errors;
if(!(validate126(data.llm_api_key, {instancePath:instancePath+"/llm_api_key",parentData:data,parentDataProperty:"llm_api_key",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate126.errors : vErrors.concat(validate126.errors);
errors = vErrors.length;
}
if(errors > before8){
behind(vErrors, before8, "#/properties/llm_api_key/$ref");
}
}
if(data.llm_extra_body !== undefined){
let data9 = data.llm_extra_body;
const _errs20 = errors;
const around2 = floor;
let valid3 = false;
floor = outer + errors;
const _errs21 = errors;
const before9 = errors;
if(!(validate26(data9, {instancePath:instancePath+"/llm_extra_body",parentData:data,parentDataProperty:"llm_extra_body",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate26.errors : vErrors.concat(validate26.errors);
errors = vErrors.length;
}
if(errors > before9){
behind(vErrors, before9, "#/properties/llm_extra_body/anyOf/0/$ref");
}
var _valid2 = _errs21 === errors;
valid3 = valid3 || _valid2;
floor = outer + errors;
const _errs22 = errors;
if(data9 !== null){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/llm_extra_body",schemaPath:"#/properties/llm_extra_body/anyOf/1/type",keyword:"type",params:{type: "null"},schema:schema61.properties.llm_extra_body.anyOf[1].type,parentSchema:schema61.properties.llm_extra_body.anyOf[1],data:data9});
errors++;
}
}
var _valid2 = _errs22 === errors;
valid3 = valid3 || _valid2;
if(!valid3){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/llm_extra_body",schemaPath:"#/properties/llm_extra_body/anyOf",keyword:"anyOf",params:{},schema:schema61.properties.llm_extra_body.anyOf,parentSchema:schema61.properties.llm_extra_body,data:data9});
errors++;
}
}
else {
errors = _errs20;
if(vErrors !== null){
if(_errs20){
vErrors.length = _errs20;
}
else {
vErrors = null;
}
}
}
floor = around2;
}
if(data.voice_id !== undefined){
const before10 = errors;
if(!(validate28(data.voice_id, {instancePath:instancePath+"/voice_id",parentData:data,parentDataProperty:"voice_id",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate28.errors : vErrors.concat(validate28.errors);
errors = vErrors.length;
}
if(errors > before10){
behind(vErrors, before10, "#/properties/voice_id/$ref");
}
}
if(data.temperature !== undefined){
const before11 = errors;
if(!(validate30(data.temperature, {instancePath:instancePath+"/temperature",parentData:data,parentDataProperty:"temperature",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate30.errors : vErrors.concat(validate30.errors);
errors = vErrors.length;
}
if(errors > before11){
behind(vErrors, before11, "#/properties/temperature/$ref");
}
}
if(data.widget_config !== undefined){
const before12 = errors;
if(!(validate32(data.widget_config, {instancePath:instancePath+"/widget_config",parentData:data,parentDataProperty:"widget_config",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate32.errors : vErrors.concat(validate32.errors);
errors = vErrors.length;
}
if(errors > before12){
behind(vErrors, before12, "#/properties/widget_config/$ref");
}
}
if(data.is_public !== undefined){
const before13 = errors;
if(!(validate42(data.is_public, {instancePath:instancePath+"/is_public",parentData:data,parentDataProperty:"is_public",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate42.errors : vErrors.concat(validate42.errors);
errors = vErrors.length;
}
if(errors > before13){
behind(vErrors, before13, "#/properties/is_public/$ref");
}
}
if(data.allowed_origins !== undefined){
const before14 = errors;
if(!(validate44(data.allowed_origins, {instancePath:instancePath+"/allowed_origins",parentData:data,parentDataProperty:"allowed_origins",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate44.errors : vErrors.concat(validate44.errors);
errors = vErrors.length;
}
if(errors > before14){
behind(vErrors, before14, "#/properties/allowed_origins/$ref");
}
}
if(data.hostname_allowlist !== undefined){
let data15 = data.hostname_allowlist;
const _errs30 = errors;
const around3 = floor;
let valid4 = false;
floor = outer + errors;
const _errs31 = errors;
const before15 = errors;
if(!(validate46(data15, {instancePath:instancePath+"/hostname_allowlist",parentData:data,parentDataProperty:"hostname_allowlist",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate46.errors : vErrors.concat(validate46.errors);
errors = vErrors.length;
}
if(errors > before15){
behind(vErrors, before15, "#/properties/hostname_allowlist/anyOf/0/$ref");
}
var _valid3 = _errs31 === errors;
valid4 = valid4 || _valid3;
floor = outer + errors;
const _errs32 = errors;
if(data15 !== null){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/hostname_allowlist",schemaPath:"#/properties/hostname_allowlist/anyOf/1/type",keyword:"type",params:{type: "null"},schema:schema61.properties.hostname_allowlist.anyOf[1].type,parentSchema:schema61.properties.hostname_allowlist.anyOf[1],data:data15});
errors++;
}
}
var _valid3 = _errs32 === errors;
valid4 = valid4 || _valid3;
if(!valid4){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/hostname_allowlist",schemaPath:"#/properties/hostname_allowlist/anyOf",keyword:"anyOf",params:{},schema:schema61.properties.hostname_allowlist.anyOf,parentSchema:schema61.properties.hostname_allowlist,data:data15});
errors++;
}
}
else {
errors = _errs30;
if(vErrors !== null){
if(_errs30){
vErrors.length = _errs30;
}
else {
vErrors = null;
}
}
}
floor = around3;
}
if(data.memory_enabled !== undefined){
const before16 = errors;
if(!(validate48(data.memory_enabled, {instancePath:instancePath+"/memory_enabled",parentData:data,parentDataProperty:"memory_enabled",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate48.errors : vErrors.concat(validate48.errors);
errors = vErrors.length;
}
if(errors > before16){
behind(vErrors, before16, "#/properties/memory_enabled/$ref");
}
}
if(data.memory_retention_days !== undefined){
const before17 = errors;
if(!(validate50(data.memory_retention_days, {instancePath:instancePath+"/memory_retention_days",parentData:data,parentDataProperty:"memory_retention_days",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate50.errors : vErrors.concat(validate50.errors);
errors = vErrors.length;
}
if(errors > before17){
behind(vErrors, before17, "#/properties/memory_retention_days/$ref");
}
}
if(data.webhook_url !== undefined){
const before18 = errors;
if(!(validate52(data.webhook_url, {instancePath:instancePath+"/webhook_url",parentData:data,parentDataProperty:"webhook_url",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate52.errors : vErrors.concat(validate52.errors);
errors = vErrors.length;
}
if(errors > before18){
behind(vErrors, before18, "#/properties/webhook_url/$ref");
}
}
if(data.webhook_secret !== undefined){
const before19 = errors;
if(!(validate138(data.webhook_secret, {instancePath:instancePath+"/webhook_secret",parentData:data,parentDataProperty:"webhook_secret",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate138.errors : vErrors.concat(validate138.errors);
errors = vErrors.length;
}
if(errors > before19){
behind(vErrors, before19, "#/properties/webhook_secret/$ref");
}
}
if(data.amd !== undefined){
const before20 = errors;
if(!(validate54(data.amd, {instancePath:instancePath+"/amd",parentData:data,parentDataProperty:"amd",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate54.errors : vErrors.concat(validate54.errors);
errors = vErrors.length;
}
if(errors > before20){
behind(vErrors, before20, "#/properties/amd/$ref");
}
}
if(data.save_audio_recording !== undefined){
const before21 = errors;
if(!(validate68(data.save_audio_recording, {instancePath:instancePath+"/save_audio_recording",parentData:data,parentDataProperty:"save_audio_recording",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate68.errors : vErrors.concat(validate68.errors);
errors = vErrors.length;
}
if(errors > before21){
behind(vErrors, before21, "#/properties/save_audio_recording/$ref");
}
}
if(data.navigator_mode !== undefined){
const before22 = errors;
if(!(validate70(data.navigator_mode, {instancePath:instancePath+"/navigator_mode",parentData:data,parentDataProperty:"navigator_mode",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate70.errors : vErrors.concat(validate70.errors);
errors = vErrors.length;
}
if(errors > before22){
behind(vErrors, before22, "#/properties/navigator_mode/$ref");
}
}
if(data.ivr_memory_enabled !== undefined){
let data23 = data.ivr_memory_enabled;
const _errs42 = errors;
const around4 = floor;
let valid5 = false;
floor = outer + errors;
const _errs43 = errors;
const before23 = errors;
if(!(validate72(data23, {instancePath:instancePath+"/ivr_memory_enabled",parentData:data,parentDataProperty:"ivr_memory_enabled",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate72.errors : vErrors.concat(validate72.errors);
errors = vErrors.length;
}
if(errors > before23){
behind(vErrors, before23, "#/properties/ivr_memory_enabled/anyOf/0/$ref");
}
var _valid4 = _errs43 === errors;
valid5 = valid5 || _valid4;
floor = outer + errors;
const _errs44 = errors;
if(data23 !== null){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/ivr_memory_enabled",schemaPath:"#/properties/ivr_memory_enabled/anyOf/1/type",keyword:"type",params:{type: "null"},schema:schema61.properties.ivr_memory_enabled.anyOf[1].type,parentSchema:schema61.properties.ivr_memory_enabled.anyOf[1],data:data23});
errors++;
}
}
var _valid4 = _errs44 === errors;
valid5 = valid5 || _valid4;
if(!valid5){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/ivr_memory_enabled",schemaPath:"#/properties/ivr_memory_enabled/anyOf",keyword:"anyOf",params:{},schema:schema61.properties.ivr_memory_enabled.anyOf,parentSchema:schema61.properties.ivr_memory_enabled,data:data23});
errors++;
}
}
else {
errors = _errs42;
if(vErrors !== null){
if(_errs42){
vErrors.length = _errs42;
}
else {
vErrors = null;
}
}
}
floor = around4;
}
if(data.tts_speaking_rate !== undefined){
const before24 = errors;
if(!(validate74(data.tts_speaking_rate, {instancePath:instancePath+"/tts_speaking_rate",parentData:data,parentDataProperty:"tts_speaking_rate",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate74.errors : vErrors.concat(validate74.errors);
errors = vErrors.length;
}
if(errors > before24){
behind(vErrors, before24, "#/properties/tts_speaking_rate/$ref");
}
}
if(data.tts_playback_rate !== undefined){
const before25 = errors;
if(!(validate76(data.tts_playback_rate, {instancePath:instancePath+"/tts_playback_rate",parentData:data,parentDataProperty:"tts_playback_rate",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate76.errors : vErrors.concat(validate76.errors);
errors = vErrors.length;
}
if(errors > before25){
behind(vErrors, before25, "#/properties/tts_playback_rate/$ref");
}
}
if(data.response_delay_seconds !== undefined){
const before26 = errors;
if(!(validate78(data.response_delay_seconds, {instancePath:instancePath+"/response_delay_seconds",parentData:data,parentDataProperty:"response_delay_seconds",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate78.errors : vErrors.concat(validate78.errors);
errors = vErrors.length;
}
if(errors > before26){
behind(vErrors, before26, "#/properties/response_delay_seconds/$ref");
}
}
if(data.inactivity_timeout_seconds !== undefined){
let data27 = data.inactivity_timeout_seconds;
const _errs50 = errors;
const around5 = floor;
let valid6 = false;
floor = outer + errors;
const _errs51 = errors;
const before27 = errors;
if(!(validate80(data27, {instancePath:instancePath+"/inactivity_timeout_seconds",parentData:data,parentDataProperty:"inactivity_timeout_seconds",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate80.errors : vErrors.concat(validate80.errors);
errors = vErrors.length;
}
if(errors > before27){
behind(vErrors, before27, "#/properties/inactivity_timeout_seconds/anyOf/0/$ref");
}
var _valid5 = _errs51 === errors;
valid6 = valid6 || _valid5;
floor = outer + errors;
const _errs52 = errors;
if(data27 !== null){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/inactivity_timeout_seconds",schemaPath:"#/properties/inactivity_timeout_seconds/anyOf/1/type",keyword:"type",params:{type: "null"},schema:schema61.properties.inactivity_timeout_seconds.anyOf[1].type,parentSchema:schema61.properties.inactivity_timeout_seconds.anyOf[1],data:data27});
errors++;
}
}
var _valid5 = _errs52 === errors;
valid6 = valid6 || _valid5;
if(!valid6){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/inactivity_timeout_seconds",schemaPath:"#/properties/inactivity_timeout_seconds/anyOf",keyword:"anyOf",params:{},schema:schema61.properties.inactivity_timeout_seconds.anyOf,parentSchema:schema61.properties.inactivity_timeout_seconds,data:data27});
errors++;
}
}
else {
errors = _errs50;
if(vErrors !== null){
if(_errs50){
vErrors.length = _errs50;
}
else {
vErrors = null;
}
}
}
floor = around5;
}
if(data.background_noise_preset !== undefined){
const before28 = errors;
if(!(validate148(data.background_noise_preset, {instancePath:instancePath+"/background_noise_preset",parentData:data,parentDataProperty:"background_noise_preset",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate148.errors : vErrors.concat(validate148.errors);
errors = vErrors.length;
}
if(errors > before28){
behind(vErrors, before28, "#/properties/background_noise_preset/$ref");
}
}
if(data.background_noise_volume !== undefined){
let data29 = data.background_noise_volume;
const _errs56 = errors;
const around6 = floor;
let valid7 = false;
floor = outer + errors;
const _errs57 = errors;
const before29 = errors;
if(!(validate84(data29, {instancePath:instancePath+"/background_noise_volume",parentData:data,parentDataProperty:"background_noise_volume",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate84.errors : vErrors.concat(validate84.errors);
errors = vErrors.length;
}
if(errors > before29){
behind(vErrors, before29, "#/properties/background_noise_volume/anyOf/0/$ref");
}
var _valid6 = _errs57 === errors;
valid7 = valid7 || _valid6;
floor = outer + errors;
const _errs58 = errors;
if(data29 !== null){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/background_noise_volume",schemaPath:"#/properties/background_noise_volume/anyOf/1/type",keyword:"type",params:{type: "null"},schema:schema61.properties.background_noise_volume.anyOf[1].type,parentSchema:schema61.properties.background_noise_volume.anyOf[1],data:data29});
errors++;
}
}
var _valid6 = _errs58 === errors;
valid7 = valid7 || _valid6;
if(!valid7){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/background_noise_volume",schemaPath:"#/properties/background_noise_volume/anyOf",keyword:"anyOf",params:{},schema:schema61.properties.background_noise_volume.anyOf,parentSchema:schema61.properties.background_noise_volume,data:data29});
errors++;
}
}
else {
errors = _errs56;
if(vErrors !== null){
if(_errs56){
vErrors.length = _errs56;
}
else {
vErrors = null;
}
}
}
floor = around6;
}
if(data.stt_override !== undefined){
let data30 = data.stt_override;
const _errs61 = errors;
const around7 = floor;
let valid8 = false;
floor = outer + errors;
const _errs62 = errors;
const before30 = errors;
if(!(validate86(data30, {instancePath:instancePath+"/stt_override",parentData:data,parentDataProperty:"stt_override",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate86.errors : vErrors.concat(validate86.errors);
errors = vErrors.length;
}
if(errors > before30){
behind(vErrors, before30, "#/properties/stt_override/anyOf/0/$ref");
}
var _valid7 = _errs62 === errors;
valid8 = valid8 || _valid7;
floor = outer + errors;
const _errs63 = errors;
if(data30 !== null){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/stt_override",schemaPath:"#/properties/stt_override/anyOf/1/type",keyword:"type",params:{type: "null"},schema:schema61.properties.stt_override.anyOf[1].type,parentSchema:schema61.properties.stt_override.anyOf[1],data:data30});
errors++;
}
}
var _valid7 = _errs63 === errors;
valid8 = valid8 || _valid7;
if(!valid8){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/stt_override",schemaPath:"#/properties/stt_override/anyOf",keyword:"anyOf",params:{},schema:schema61.properties.stt_override.anyOf,parentSchema:schema61.properties.stt_override,data:data30});
errors++;
}
}
else {
errors = _errs61;
if(vErrors !== null){
if(_errs61){
vErrors.length = _errs61;
}
else {
vErrors = null;
}
}
}
floor = around7;
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},schema:schema61.type,parentSchema:schema61,data});
errors++;
}
}
validate115.errors = vErrors;
return errors === 0;
}
validate115.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate114(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate114.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const before0 = errors;
if(!(validate115(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate115.errors : vErrors.concat(validate115.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/allOf/0/$ref");
}
validate114.errors = vErrors;
return errors === 0;
}
validate114.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const createAgent201 = validate154;
const schema66 = {"allOf":[{"$ref":"#/$defs/Agent"}]};

function validate154(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate154.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const before0 = errors;
if(!(validate7(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate7.errors : vErrors.concat(validate7.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/allOf/0/$ref");
}
validate154.errors = vErrors;
return errors === 0;
}
validate154.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const createAgent201Headers = validate156;
const schema67 = {"type":"object","properties":{"x-request-id":{"$ref":"#/$defs/RequestId"},"location":{"type":"string","format":"uri-reference","maxLength":2048},"etag":{"type":"string","pattern":"^\"[!#-~]+\"$","maxLength":100},"idempotent-replayed":{"type":"string","enum":["true"]}},"required":["x-request-id","location","etag"]};
const pattern13 = new RegExp("^\"[!#-~]+\"$", "u");

function validate156(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate156.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data["x-request-id"] === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "x-request-id"},schema:schema67.required,parentSchema:schema67,data});
errors++;
}
}
if(data.location === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "location"},schema:schema67.required,parentSchema:schema67,data});
errors++;
}
}
if(data.etag === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "etag"},schema:schema67.required,parentSchema:schema67,data});
errors++;
}
}
if(data["x-request-id"] !== undefined){
const before0 = errors;
if(!(validate96(data["x-request-id"], {instancePath:instancePath+"/x-request-id",parentData:data,parentDataProperty:"x-request-id",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate96.errors : vErrors.concat(validate96.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/properties/x-request-id/$ref");
}
}
if(data.location !== undefined){
let data1 = data.location;
if(typeof data1 === "string"){
if(func0(data1) > 2048){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/location",schemaPath:"#/properties/location/maxLength",keyword:"maxLength",params:{limit: 2048},schema:2048,parentSchema:schema67.properties.location,data:data1});
errors++;
}
}
if(!(formats8.test(data1))){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/location",schemaPath:"#/properties/location/format",keyword:"format",params:{format: "uri-reference"},schema:"uri-reference",parentSchema:schema67.properties.location,data:data1});
errors++;
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/location",schemaPath:"#/properties/location/type",keyword:"type",params:{type: "string"},schema:schema67.properties.location.type,parentSchema:schema67.properties.location,data:data1});
errors++;
}
}
}
if(data.etag !== undefined){
let data2 = data.etag;
if(typeof data2 === "string"){
if(func0(data2) > 100){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/etag",schemaPath:"#/properties/etag/maxLength",keyword:"maxLength",params:{limit: 100},schema:100,parentSchema:schema67.properties.etag,data:data2});
errors++;
}
}
if(!pattern13.test(data2)){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/etag",schemaPath:"#/properties/etag/pattern",keyword:"pattern",params:{pattern: "^\"[!#-~]+\"$"},schema:"^\"[!#-~]+\"$",parentSchema:schema67.properties.etag,data:data2});
errors++;
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/etag",schemaPath:"#/properties/etag/type",keyword:"type",params:{type: "string"},schema:schema67.properties.etag.type,parentSchema:schema67.properties.etag,data:data2});
errors++;
}
}
}
if(data["idempotent-replayed"] !== undefined){
let data3 = data["idempotent-replayed"];
if(typeof data3 !== "string"){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/idempotent-replayed",schemaPath:"#/properties/idempotent-replayed/type",keyword:"type",params:{type: "string"},schema:schema67.properties["idempotent-replayed"].type,parentSchema:schema67.properties["idempotent-replayed"],data:data3});
errors++;
}
}
if(!(data3 === "true")){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/idempotent-replayed",schemaPath:"#/properties/idempotent-replayed/enum",keyword:"enum",params:{allowedValues: schema67.properties["idempotent-replayed"].enum},schema:schema67.properties["idempotent-replayed"].enum,parentSchema:schema67.properties["idempotent-replayed"],data:data3});
errors++;
}
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},schema:schema67.type,parentSchema:schema67,data});
errors++;
}
}
validate156.errors = vErrors;
return errors === 0;
}
validate156.evaluated = {"props":{"x-request-id":true,"location":true,"etag":true,"idempotent-replayed":true},"dynamicProps":false,"dynamicItems":false};

export const listLlmModels200 = validate158;
const schema68 = {"allOf":[{"$ref":"#/$defs/LlmModelTable"}]};
const schema69 = {"type":"object","additionalProperties":false,"required":["models"],"properties":{"models":{"type":"array","maxItems":1000,"items":{"$ref":"#/$defs/AllowedLlmModel"}}}};
const schema70 = {"type":"object","additionalProperties":false,"required":["provider","model"],"properties":{"provider":{"type":"string","enum":["openai","speechify"]},"model":{"type":"string","minLength":1,"maxLength":200}}};

function validate160(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate160.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.provider === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "provider"},schema:schema70.required,parentSchema:schema70,data});
errors++;
}
}
if(data.model === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "model"},schema:schema70.required,parentSchema:schema70,data});
errors++;
}
}
for(const key0 of namesOf(data)){
if(outer + errors - floor >= 500)break;
if(!((key0 === "provider") || (key0 === "model"))){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},schema:false,parentSchema:schema70,data});
errors++;
}
}
}
if(data.provider !== undefined){
let data0 = data.provider;
if(typeof data0 !== "string"){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/provider",schemaPath:"#/properties/provider/type",keyword:"type",params:{type: "string"},schema:schema70.properties.provider.type,parentSchema:schema70.properties.provider,data:data0});
errors++;
}
}
if(!((data0 === "openai") || (data0 === "speechify"))){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/provider",schemaPath:"#/properties/provider/enum",keyword:"enum",params:{allowedValues: schema70.properties.provider.enum},schema:schema70.properties.provider.enum,parentSchema:schema70.properties.provider,data:data0});
errors++;
}
}
}
if(data.model !== undefined){
let data1 = data.model;
if(typeof data1 === "string"){
if(func0(data1) > 200){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/model",schemaPath:"#/properties/model/maxLength",keyword:"maxLength",params:{limit: 200},schema:200,parentSchema:schema70.properties.model,data:data1});
errors++;
}
}
if(func0(data1) < 1){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/model",schemaPath:"#/properties/model/minLength",keyword:"minLength",params:{limit: 1},schema:1,parentSchema:schema70.properties.model,data:data1});
errors++;
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/model",schemaPath:"#/properties/model/type",keyword:"type",params:{type: "string"},schema:schema70.properties.model.type,parentSchema:schema70.properties.model,data:data1});
errors++;
}
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},schema:schema70.type,parentSchema:schema70,data});
errors++;
}
}
validate160.errors = vErrors;
return errors === 0;
}
validate160.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate159(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate159.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.models === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "models"},schema:schema69.required,parentSchema:schema69,data});
errors++;
}
}
for(const key0 of namesOf(data)){
if(outer + errors - floor >= 500)break;
if(!(key0 === "models")){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},schema:false,parentSchema:schema69,data});
errors++;
}
}
}
if(data.models !== undefined){
let data0 = data.models;
if(Array.isArray(data0)){
if(data0.length > 1000){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/models",schemaPath:"#/properties/models/maxItems",keyword:"maxItems",params:{limit: 1000},schema:1000,parentSchema:schema69.properties.models,data:data0});
errors++;
}
}
const len0 = data0.length;
for(let i0=0; i0<len0; i0++){
if(outer + errors - floor >= 500)break;
const before0 = errors;
if(!(validate160(data0[i0], {instancePath:instancePath+"/models/" + i0,parentData:data0,parentDataProperty:i0,rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate160.errors : vErrors.concat(validate160.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/properties/models/items/$ref");
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/models",schemaPath:"#/properties/models/type",keyword:"type",params:{type: "array"},schema:schema69.properties.models.type,parentSchema:schema69.properties.models,data:data0});
errors++;
}
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},schema:schema69.type,parentSchema:schema69,data});
errors++;
}
}
validate159.errors = vErrors;
return errors === 0;
}
validate159.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate158(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate158.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const before0 = errors;
if(!(validate159(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate159.errors : vErrors.concat(validate159.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/allOf/0/$ref");
}
validate158.errors = vErrors;
return errors === 0;
}
validate158.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const listConversationsQuery = validate163;
const schema71 = {"type":"object","properties":{"agent_id":{"$ref":"#/$defs/AgentId"},"status":{"$ref":"#/$defs/ConversationStatus"},"caller_identity":{"$ref":"#/$defs/CallerIdentity"},"started_after":{"type":"string","format":"date-time","maxLength":64},"started_before":{"type":"string","format":"date-time","maxLength":64},"limit":{"type":"integer","format":"int32","minimum":1,"maximum":200},"cursor":{"$ref":"#/$defs/Cursor"}},"required":[],"additionalProperties":false};
const schema72 = {"type":"string","enum":["pending","active","completed","failed"]};

function validate165(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate165.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(typeof data !== "string"){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "string"},schema:schema72.type,parentSchema:schema72,data});
errors++;
}
}
if(!((((data === "pending") || (data === "active")) || (data === "completed")) || (data === "failed"))){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/enum",keyword:"enum",params:{allowedValues: schema72.enum},schema:schema72.enum,parentSchema:schema72,data});
errors++;
}
}
validate165.errors = vErrors;
return errors === 0;
}
validate165.evaluated = {"dynamicProps":false,"dynamicItems":false};

const schema73 = {"type":"string","minLength":1,"maxLength":200};

function validate167(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate167.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(typeof data === "string"){
if(func0(data) > 200){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/maxLength",keyword:"maxLength",params:{limit: 200},schema:200,parentSchema:schema73,data});
errors++;
}
}
if(func0(data) < 1){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/minLength",keyword:"minLength",params:{limit: 1},schema:1,parentSchema:schema73,data});
errors++;
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "string"},schema:schema73.type,parentSchema:schema73,data});
errors++;
}
}
validate167.errors = vErrors;
return errors === 0;
}
validate167.evaluated = {"dynamicProps":false,"dynamicItems":false};


function validate163(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate163.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 of namesOf(data)){
if(outer + errors - floor >= 500)break;
if(!(((((((key0 === "agent_id") || (key0 === "status")) || (key0 === "caller_identity")) || (key0 === "started_after")) || (key0 === "started_before")) || (key0 === "limit")) || (key0 === "cursor"))){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},schema:false,parentSchema:schema71,data});
errors++;
}
}
}
if(data.agent_id !== undefined){
const before0 = errors;
if(!(validate8(data.agent_id, {instancePath:instancePath+"/agent_id",parentData:data,parentDataProperty:"agent_id",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate8.errors : vErrors.concat(validate8.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/properties/agent_id/$ref");
}
}
if(data.status !== undefined){
const before1 = errors;
if(!(validate165(data.status, {instancePath:instancePath+"/status",parentData:data,parentDataProperty:"status",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate165.errors : vErrors.concat(validate165.errors);
errors = vErrors.length;
}
if(errors > before1){
behind(vErrors, before1, "#/properties/status/$ref");
}
}
if(data.caller_identity !== undefined){
const before2 = errors;
if(!(validate167(data.caller_identity, {instancePath:instancePath+"/caller_identity",parentData:data,parentDataProperty:"caller_identity",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate167.errors : vErrors.concat(validate167.errors);
errors = vErrors.length;
}
if(errors > before2){
behind(vErrors, before2, "#/properties/caller_identity/$ref");
}
}
if(data.started_after !== undefined){
let data3 = data.started_after;
if(typeof data3 === "string"){
if(func0(data3) > 64){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/started_after",schemaPath:"#/properties/started_after/maxLength",keyword:"maxLength",params:{limit: 64},schema:64,parentSchema:schema71.properties.started_after,data:data3});
errors++;
}
}
if(!(formats30.validate(data3))){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/started_after",schemaPath:"#/properties/started_after/format",keyword:"format",params:{format: "date-time"},schema:"date-time",parentSchema:schema71.properties.started_after,data:data3});
errors++;
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/started_after",schemaPath:"#/properties/started_after/type",keyword:"type",params:{type: "string"},schema:schema71.properties.started_after.type,parentSchema:schema71.properties.started_after,data:data3});
errors++;
}
}
}
if(data.started_before !== undefined){
let data4 = data.started_before;
if(typeof data4 === "string"){
if(func0(data4) > 64){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/started_before",schemaPath:"#/properties/started_before/maxLength",keyword:"maxLength",params:{limit: 64},schema:64,parentSchema:schema71.properties.started_before,data:data4});
errors++;
}
}
if(!(formats30.validate(data4))){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/started_before",schemaPath:"#/properties/started_before/format",keyword:"format",params:{format: "date-time"},schema:"date-time",parentSchema:schema71.properties.started_before,data:data4});
errors++;
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/started_before",schemaPath:"#/properties/started_before/type",keyword:"type",params:{type: "string"},schema:schema71.properties.started_before.type,parentSchema:schema71.properties.started_before,data:data4});
errors++;
}
}
}
if(data.limit !== undefined){
let data5 = data.limit;
if(!((typeof data5 == "number") && (!(data5 % 1) && !isNaN(data5)))){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/limit",schemaPath:"#/properties/limit/type",keyword:"type",params:{type: "integer"},schema:schema71.properties.limit.type,parentSchema:schema71.properties.limit,data:data5});
errors++;
}
}
if(typeof data5 == "number"){
if(data5 > 200 || isNaN(data5)){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/limit",schemaPath:"#/properties/limit/maximum",keyword:"maximum",params:{comparison: "<=", limit: 200},schema:200,parentSchema:schema71.properties.limit,data:data5});
errors++;
}
}
if(data5 < 1 || isNaN(data5)){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/limit",schemaPath:"#/properties/limit/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},schema:1,parentSchema:schema71.properties.limit,data:data5});
errors++;
}
}
if(!(formats0.validate(data5))){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/limit",schemaPath:"#/properties/limit/format",keyword:"format",params:{format: "int32"},schema:"int32",parentSchema:schema71.properties.limit,data:data5});
errors++;
}
}
}
}
if(data.cursor !== undefined){
const before3 = errors;
if(!(validate2(data.cursor, {instancePath:instancePath+"/cursor",parentData:data,parentDataProperty:"cursor",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate2.errors : vErrors.concat(validate2.errors);
errors = vErrors.length;
}
if(errors > before3){
behind(vErrors, before3, "#/properties/cursor/$ref");
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},schema:schema71.type,parentSchema:schema71,data});
errors++;
}
}
validate163.errors = vErrors;
return errors === 0;
}
validate163.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const listConversations200 = validate170;
const schema74 = {"allOf":[{"$ref":"#/$defs/ConversationList"}]};
const schema75 = {"type":"object","additionalProperties":false,"required":["conversations","next_cursor","has_more"],"properties":{"conversations":{"type":"array","maxItems":200,"items":{"$ref":"#/$defs/Conversation"}},"next_cursor":{"$ref":"#/$defs/NextCursor"},"has_more":{"$ref":"#/$defs/HasMore"}}};
const schema76 = {"type":"object","additionalProperties":false,"required":["id","agent_id","status","caller_identity","dynamic_variables","end_reason","duration_seconds","evaluations","extracted","recording_url","created_at","ended_at"],"properties":{"id":{"$ref":"#/$defs/ConversationId"},"agent_id":{"$ref":"#/$defs/AgentId"},"status":{"$ref":"#/$defs/ConversationStatus"},"caller_identity":{"anyOf":[{"$ref":"#/$defs/CallerIdentity"},{"type":"null"}]},"dynamic_variables":{"$ref":"#/$defs/DynamicVariables"},"end_reason":{"anyOf":[{"$ref":"#/$defs/EndReason"},{"type":"null"}]},"duration_seconds":{"anyOf":[{"$ref":"#/$defs/DurationSeconds"},{"type":"null"}]},"evaluations":{"$ref":"#/$defs/Evaluations"},"extracted":{"$ref":"#/$defs/Extracted"},"recording_url":{"anyOf":[{"$ref":"#/$defs/RecordingUrl"},{"type":"null"}]},"created_at":{"$ref":"#/$defs/Moment"},"ended_at":{"anyOf":[{"$ref":"#/$defs/Moment"},{"type":"null"}]}}};
const schema77 = {"type":"string","pattern":"^conv_[0-7][0-9a-hjkmnp-tv-z]{25}$","minLength":31,"maxLength":31};
const pattern14 = new RegExp("^conv_[0-7][0-9a-hjkmnp-tv-z]{25}$", "u");

function validate173(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate173.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(typeof data === "string"){
if(func0(data) > 31){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/maxLength",keyword:"maxLength",params:{limit: 31},schema:31,parentSchema:schema77,data});
errors++;
}
}
if(func0(data) < 31){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/minLength",keyword:"minLength",params:{limit: 31},schema:31,parentSchema:schema77,data});
errors++;
}
}
if(!pattern14.test(data)){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/pattern",keyword:"pattern",params:{pattern: "^conv_[0-7][0-9a-hjkmnp-tv-z]{25}$"},schema:"^conv_[0-7][0-9a-hjkmnp-tv-z]{25}$",parentSchema:schema77,data});
errors++;
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "string"},schema:schema77.type,parentSchema:schema77,data});
errors++;
}
}
validate173.errors = vErrors;
return errors === 0;
}
validate173.evaluated = {"dynamicProps":false,"dynamicItems":false};

const schema78 = {"type":"object","maxProperties":100,"propertyNames":{"type":"string","maxLength":100,"pattern":"^[A-Za-z_][A-Za-z0-9_]*$"},"additionalProperties":true};
const pattern15 = new RegExp("^[A-Za-z_][A-Za-z0-9_]*$", "u");

function validate178(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate178.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(namesOf(data).length > 100){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/maxProperties",keyword:"maxProperties",params:{limit: 100},schema:100,parentSchema:schema78,data});
errors++;
}
}
for(const key0 of namesOf(data)){
if(outer + errors - floor >= 500)break;
const _errs1 = errors;
if(typeof key0 === "string"){
if(func0(key0) > 100){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/propertyNames/maxLength",keyword:"maxLength",params:{limit: 100},schema:100,parentSchema:schema78.propertyNames,data:key0,propertyName:key0});
errors++;
}
}
if(!pattern15.test(key0)){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/propertyNames/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z_][A-Za-z0-9_]*$"},schema:"^[A-Za-z_][A-Za-z0-9_]*$",parentSchema:schema78.propertyNames,data:key0,propertyName:key0});
errors++;
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/propertyNames/type",keyword:"type",params:{type: "string"},schema:schema78.propertyNames.type,parentSchema:schema78.propertyNames,data:key0,propertyName:key0});
errors++;
}
}
var valid0 = _errs1 === errors;
if(!valid0){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/propertyNames",keyword:"propertyNames",params:{propertyName: key0},schema:schema78.propertyNames,parentSchema:schema78,data});
errors++;
}
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},schema:schema78.type,parentSchema:schema78,data});
errors++;
}
}
validate178.errors = vErrors;
return errors === 0;
}
validate178.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema79 = {"type":"string","minLength":1,"maxLength":200};

function validate180(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate180.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(typeof data === "string"){
if(func0(data) > 200){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/maxLength",keyword:"maxLength",params:{limit: 200},schema:200,parentSchema:schema79,data});
errors++;
}
}
if(func0(data) < 1){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/minLength",keyword:"minLength",params:{limit: 1},schema:1,parentSchema:schema79,data});
errors++;
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "string"},schema:schema79.type,parentSchema:schema79,data});
errors++;
}
}
validate180.errors = vErrors;
return errors === 0;
}
validate180.evaluated = {"dynamicProps":false,"dynamicItems":false};

const schema80 = {"type":"number","format":"double","minimum":0,"maximum":86400};

function validate182(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate182.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(typeof data == "number"){
if(data > 86400 || isNaN(data)){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/maximum",keyword:"maximum",params:{comparison: "<=", limit: 86400},schema:86400,parentSchema:schema80,data});
errors++;
}
}
if(data < 0 || isNaN(data)){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},schema:0,parentSchema:schema80,data});
errors++;
}
}
if(!(formats4.validate(data))){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/format",keyword:"format",params:{format: "double"},schema:"double",parentSchema:schema80,data});
errors++;
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "number"},schema:schema80.type,parentSchema:schema80,data});
errors++;
}
}
validate182.errors = vErrors;
return errors === 0;
}
validate182.evaluated = {"dynamicProps":false,"dynamicItems":false};

const schema81 = {"type":"array","maxItems":100,"items":{"$ref":"#/$defs/Evaluation"}};
const schema82 = {"type":"object","additionalProperties":false,"required":["name","passed"],"properties":{"name":{"type":"string","minLength":1,"maxLength":200},"passed":{"type":"boolean"},"rationale":{"type":"string","maxLength":10000}}};

function validate185(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate185.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.name === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "name"},schema:schema82.required,parentSchema:schema82,data});
errors++;
}
}
if(data.passed === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "passed"},schema:schema82.required,parentSchema:schema82,data});
errors++;
}
}
for(const key0 of namesOf(data)){
if(outer + errors - floor >= 500)break;
if(!(((key0 === "name") || (key0 === "passed")) || (key0 === "rationale"))){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},schema:false,parentSchema:schema82,data});
errors++;
}
}
}
if(data.name !== undefined){
let data0 = data.name;
if(typeof data0 === "string"){
if(func0(data0) > 200){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/name",schemaPath:"#/properties/name/maxLength",keyword:"maxLength",params:{limit: 200},schema:200,parentSchema:schema82.properties.name,data:data0});
errors++;
}
}
if(func0(data0) < 1){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/name",schemaPath:"#/properties/name/minLength",keyword:"minLength",params:{limit: 1},schema:1,parentSchema:schema82.properties.name,data:data0});
errors++;
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/name",schemaPath:"#/properties/name/type",keyword:"type",params:{type: "string"},schema:schema82.properties.name.type,parentSchema:schema82.properties.name,data:data0});
errors++;
}
}
}
if(data.passed !== undefined){
let data1 = data.passed;
if(typeof data1 !== "boolean"){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/passed",schemaPath:"#/properties/passed/type",keyword:"type",params:{type: "boolean"},schema:schema82.properties.passed.type,parentSchema:schema82.properties.passed,data:data1});
errors++;
}
}
}
if(data.rationale !== undefined){
let data2 = data.rationale;
if(typeof data2 === "string"){
if(func0(data2) > 10000){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/rationale",schemaPath:"#/properties/rationale/maxLength",keyword:"maxLength",params:{limit: 10000},schema:10000,parentSchema:schema82.properties.rationale,data:data2});
errors++;
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/rationale",schemaPath:"#/properties/rationale/type",keyword:"type",params:{type: "string"},schema:schema82.properties.rationale.type,parentSchema:schema82.properties.rationale,data:data2});
errors++;
}
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},schema:schema82.type,parentSchema:schema82,data});
errors++;
}
}
validate185.errors = vErrors;
return errors === 0;
}
validate185.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate184(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate184.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(Array.isArray(data)){
if(data.length > 100){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/maxItems",keyword:"maxItems",params:{limit: 100},schema:100,parentSchema:schema81,data});
errors++;
}
}
const len0 = data.length;
for(let i0=0; i0<len0; i0++){
if(outer + errors - floor >= 500)break;
const before0 = errors;
if(!(validate185(data[i0], {instancePath:instancePath+"/" + i0,parentData:data,parentDataProperty:i0,rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate185.errors : vErrors.concat(validate185.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/items/$ref");
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "array"},schema:schema81.type,parentSchema:schema81,data});
errors++;
}
}
validate184.errors = vErrors;
return errors === 0;
}
validate184.evaluated = {"items":true,"dynamicProps":false,"dynamicItems":false};

const schema83 = {"type":"object","additionalProperties":true};

function validate188(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate188.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},schema:schema83.type,parentSchema:schema83,data});
errors++;
}
}
validate188.errors = vErrors;
return errors === 0;
}
validate188.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema84 = {"type":"string","format":"uri","pattern":"^https?://","maxLength":2048};
const pattern16 = new RegExp("^https?://", "u");

function validate190(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate190.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(typeof data === "string"){
if(func0(data) > 2048){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/maxLength",keyword:"maxLength",params:{limit: 2048},schema:2048,parentSchema:schema84,data});
errors++;
}
}
if(!pattern16.test(data)){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/pattern",keyword:"pattern",params:{pattern: "^https?://"},schema:"^https?://",parentSchema:schema84,data});
errors++;
}
}
if(!(formats2(data))){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/format",keyword:"format",params:{format: "uri"},schema:"uri",parentSchema:schema84,data});
errors++;
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "string"},schema:schema84.type,parentSchema:schema84,data});
errors++;
}
}
validate190.errors = vErrors;
return errors === 0;
}
validate190.evaluated = {"dynamicProps":false,"dynamicItems":false};

const schema85 = {"type":"string","format":"date-time","pattern":"^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z$"};

function validate192(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate192.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(typeof data === "string"){
if(!pattern7.test(data)){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/pattern",keyword:"pattern",params:{pattern: "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z$"},schema:"^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z$",parentSchema:schema85,data});
errors++;
}
}
if(!(formats30.validate(data))){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/format",keyword:"format",params:{format: "date-time"},schema:"date-time",parentSchema:schema85,data});
errors++;
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "string"},schema:schema85.type,parentSchema:schema85,data});
errors++;
}
}
validate192.errors = vErrors;
return errors === 0;
}
validate192.evaluated = {"dynamicProps":false,"dynamicItems":false};


function validate172(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate172.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.id === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "id"},schema:schema76.required,parentSchema:schema76,data});
errors++;
}
}
if(data.agent_id === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "agent_id"},schema:schema76.required,parentSchema:schema76,data});
errors++;
}
}
if(data.status === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "status"},schema:schema76.required,parentSchema:schema76,data});
errors++;
}
}
if(data.caller_identity === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "caller_identity"},schema:schema76.required,parentSchema:schema76,data});
errors++;
}
}
if(data.dynamic_variables === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "dynamic_variables"},schema:schema76.required,parentSchema:schema76,data});
errors++;
}
}
if(data.end_reason === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "end_reason"},schema:schema76.required,parentSchema:schema76,data});
errors++;
}
}
if(data.duration_seconds === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "duration_seconds"},schema:schema76.required,parentSchema:schema76,data});
errors++;
}
}
if(data.evaluations === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "evaluations"},schema:schema76.required,parentSchema:schema76,data});
errors++;
}
}
if(data.extracted === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "extracted"},schema:schema76.required,parentSchema:schema76,data});
errors++;
}
}
if(data.recording_url === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "recording_url"},schema:schema76.required,parentSchema:schema76,data});
errors++;
}
}
if(data.created_at === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "created_at"},schema:schema76.required,parentSchema:schema76,data});
errors++;
}
}
if(data.ended_at === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "ended_at"},schema:schema76.required,parentSchema:schema76,data});
errors++;
}
}
for(const key0 of namesOf(data)){
if(outer + errors - floor >= 500)break;
if(!(func2.call(schema76.properties, key0))){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},schema:false,parentSchema:schema76,data});
errors++;
}
}
}
if(data.id !== undefined){
const before0 = errors;
if(!(validate173(data.id, {instancePath:instancePath+"/id",parentData:data,parentDataProperty:"id",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate173.errors : vErrors.concat(validate173.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/properties/id/$ref");
}
}
if(data.agent_id !== undefined){
const before1 = errors;
if(!(validate8(data.agent_id, {instancePath:instancePath+"/agent_id",parentData:data,parentDataProperty:"agent_id",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate8.errors : vErrors.concat(validate8.errors);
errors = vErrors.length;
}
if(errors > before1){
behind(vErrors, before1, "#/properties/agent_id/$ref");
}
}
if(data.status !== undefined){
const before2 = errors;
if(!(validate165(data.status, {instancePath:instancePath+"/status",parentData:data,parentDataProperty:"status",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate165.errors : vErrors.concat(validate165.errors);
errors = vErrors.length;
}
if(errors > before2){
behind(vErrors, before2, "#/properties/status/$ref");
}
}
if(data.caller_identity !== undefined){
let data3 = data.caller_identity;
const _errs6 = errors;
const around0 = floor;
let valid1 = false;
floor = outer + errors;
const _errs7 = errors;
const before3 = errors;
if(!(validate167(data3, {instancePath:instancePath+"/caller_identity",parentData:data,parentDataProperty:"caller_identity",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate167.errors : vErrors.concat(validate167.errors);
errors = vErrors.length;
}
if(errors > before3){
behind(vErrors, before3, "#/properties/caller_identity/anyOf/0/$ref");
}
var _valid0 = _errs7 === errors;
valid1 = valid1 || _valid0;
floor = outer + errors;
const _errs8 = errors;
if(data3 !== null){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/caller_identity",schemaPath:"#/properties/caller_identity/anyOf/1/type",keyword:"type",params:{type: "null"},schema:schema76.properties.caller_identity.anyOf[1].type,parentSchema:schema76.properties.caller_identity.anyOf[1],data:data3});
errors++;
}
}
var _valid0 = _errs8 === errors;
valid1 = valid1 || _valid0;
if(!valid1){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/caller_identity",schemaPath:"#/properties/caller_identity/anyOf",keyword:"anyOf",params:{},schema:schema76.properties.caller_identity.anyOf,parentSchema:schema76.properties.caller_identity,data:data3});
errors++;
}
}
else {
errors = _errs6;
if(vErrors !== null){
if(_errs6){
vErrors.length = _errs6;
}
else {
vErrors = null;
}
}
}
floor = around0;
}
if(data.dynamic_variables !== undefined){
const before4 = errors;
if(!(validate178(data.dynamic_variables, {instancePath:instancePath+"/dynamic_variables",parentData:data,parentDataProperty:"dynamic_variables",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate178.errors : vErrors.concat(validate178.errors);
errors = vErrors.length;
}
if(errors > before4){
behind(vErrors, before4, "#/properties/dynamic_variables/$ref");
}
}
if(data.end_reason !== undefined){
let data5 = data.end_reason;
const _errs12 = errors;
const around1 = floor;
let valid2 = false;
floor = outer + errors;
const _errs13 = errors;
const before5 = errors;
if(!(validate180(data5, {instancePath:instancePath+"/end_reason",parentData:data,parentDataProperty:"end_reason",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate180.errors : vErrors.concat(validate180.errors);
errors = vErrors.length;
}
if(errors > before5){
behind(vErrors, before5, "#/properties/end_reason/anyOf/0/$ref");
}
var _valid1 = _errs13 === errors;
valid2 = valid2 || _valid1;
floor = outer + errors;
const _errs14 = errors;
if(data5 !== null){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/end_reason",schemaPath:"#/properties/end_reason/anyOf/1/type",keyword:"type",params:{type: "null"},schema:schema76.properties.end_reason.anyOf[1].type,parentSchema:schema76.properties.end_reason.anyOf[1],data:data5});
errors++;
}
}
var _valid1 = _errs14 === errors;
valid2 = valid2 || _valid1;
if(!valid2){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/end_reason",schemaPath:"#/properties/end_reason/anyOf",keyword:"anyOf",params:{},schema:schema76.properties.end_reason.anyOf,parentSchema:schema76.properties.end_reason,data:data5});
errors++;
}
}
else {
errors = _errs12;
if(vErrors !== null){
if(_errs12){
vErrors.length = _errs12;
}
else {
vErrors = null;
}
}
}
floor = around1;
}
if(data.duration_seconds !== undefined){
let data6 = data.duration_seconds;
const _errs17 = errors;
const around2 = floor;
let valid3 = false;
floor = outer + errors;
const _errs18 = errors;
const before6 = errors;
if(!(validate182(data6, {instancePath:instancePath+"/duration_seconds",parentData:data,parentDataProperty:"duration_seconds",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate182.errors : vErrors.concat(validate182.errors);
errors = vErrors.length;
}
if(errors > before6){
behind(vErrors, before6, "#/properties/duration_seconds/anyOf/0/$ref");
}
var _valid2 = _errs18 === errors;
valid3 = valid3 || _valid2;
floor = outer + errors;
const _errs19 = errors;
if(data6 !== null){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/duration_seconds",schemaPath:"#/properties/duration_seconds/anyOf/1/type",keyword:"type",params:{type: "null"},schema:schema76.properties.duration_seconds.anyOf[1].type,parentSchema:schema76.properties.duration_seconds.anyOf[1],data:data6});
errors++;
}
}
var _valid2 = _errs19 === errors;
valid3 = valid3 || _valid2;
if(!valid3){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/duration_seconds",schemaPath:"#/properties/duration_seconds/anyOf",keyword:"anyOf",params:{},schema:schema76.properties.duration_seconds.anyOf,parentSchema:schema76.properties.duration_seconds,data:data6});
errors++;
}
}
else {
errors = _errs17;
if(vErrors !== null){
if(_errs17){
vErrors.length = _errs17;
}
else {
vErrors = null;
}
}
}
floor = around2;
}
if(data.evaluations !== undefined){
const before7 = errors;
if(!(validate184(data.evaluations, {instancePath:instancePath+"/evaluations",parentData:data,parentDataProperty:"evaluations",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate184.errors : vErrors.concat(validate184.errors);
errors = vErrors.length;
}
if(errors > before7){
behind(vErrors, before7, "#/properties/evaluations/$ref");
}
}
if(data.extracted !== undefined){
const before8 = errors;
if(!(validate188(data.extracted, {instancePath:instancePath+"/extracted",parentData:data,parentDataProperty:"extracted",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate188.errors : vErrors.concat(validate188.errors);
errors = vErrors.length;
}
if(errors > before8){
behind(vErrors, before8, "#/properties/extracted/$ref");
}
}
if(data.recording_url !== undefined){
let data9 = data.recording_url;
const _errs24 = errors;
const around3 = floor;
let valid4 = false;
floor = outer + errors;
const _errs25 = errors;
const before9 = errors;
if(!(validate190(data9, {instancePath:instancePath+"/recording_url",parentData:data,parentDataProperty:"recording_url",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate190.errors : vErrors.concat(validate190.errors);
errors = vErrors.length;
}
if(errors > before9){
behind(vErrors, before9, "#/properties/recording_url/anyOf/0/$ref");
}
var _valid3 = _errs25 === errors;
valid4 = valid4 || _valid3;
floor = outer + errors;
const _errs26 = errors;
if(data9 !== null){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/recording_url",schemaPath:"#/properties/recording_url/anyOf/1/type",keyword:"type",params:{type: "null"},schema:schema76.properties.recording_url.anyOf[1].type,parentSchema:schema76.properties.recording_url.anyOf[1],data:data9});
errors++;
}
}
var _valid3 = _errs26 === errors;
valid4 = valid4 || _valid3;
if(!valid4){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/recording_url",schemaPath:"#/properties/recording_url/anyOf",keyword:"anyOf",params:{},schema:schema76.properties.recording_url.anyOf,parentSchema:schema76.properties.recording_url,data:data9});
errors++;
}
}
else {
errors = _errs24;
if(vErrors !== null){
if(_errs24){
vErrors.length = _errs24;
}
else {
vErrors = null;
}
}
}
floor = around3;
}
if(data.created_at !== undefined){
const before10 = errors;
if(!(validate192(data.created_at, {instancePath:instancePath+"/created_at",parentData:data,parentDataProperty:"created_at",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate192.errors : vErrors.concat(validate192.errors);
errors = vErrors.length;
}
if(errors > before10){
behind(vErrors, before10, "#/properties/created_at/$ref");
}
}
if(data.ended_at !== undefined){
let data11 = data.ended_at;
const _errs30 = errors;
const around4 = floor;
let valid5 = false;
floor = outer + errors;
const _errs31 = errors;
const before11 = errors;
if(!(validate192(data11, {instancePath:instancePath+"/ended_at",parentData:data,parentDataProperty:"ended_at",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate192.errors : vErrors.concat(validate192.errors);
errors = vErrors.length;
}
if(errors > before11){
behind(vErrors, before11, "#/properties/ended_at/anyOf/0/$ref");
}
var _valid4 = _errs31 === errors;
valid5 = valid5 || _valid4;
floor = outer + errors;
const _errs32 = errors;
if(data11 !== null){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/ended_at",schemaPath:"#/properties/ended_at/anyOf/1/type",keyword:"type",params:{type: "null"},schema:schema76.properties.ended_at.anyOf[1].type,parentSchema:schema76.properties.ended_at.anyOf[1],data:data11});
errors++;
}
}
var _valid4 = _errs32 === errors;
valid5 = valid5 || _valid4;
if(!valid5){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/ended_at",schemaPath:"#/properties/ended_at/anyOf",keyword:"anyOf",params:{},schema:schema76.properties.ended_at.anyOf,parentSchema:schema76.properties.ended_at,data:data11});
errors++;
}
}
else {
errors = _errs30;
if(vErrors !== null){
if(_errs30){
vErrors.length = _errs30;
}
else {
vErrors = null;
}
}
}
floor = around4;
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},schema:schema76.type,parentSchema:schema76,data});
errors++;
}
}
validate172.errors = vErrors;
return errors === 0;
}
validate172.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate171(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate171.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.conversations === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "conversations"},schema:schema75.required,parentSchema:schema75,data});
errors++;
}
}
if(data.next_cursor === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "next_cursor"},schema:schema75.required,parentSchema:schema75,data});
errors++;
}
}
if(data.has_more === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "has_more"},schema:schema75.required,parentSchema:schema75,data});
errors++;
}
}
for(const key0 of namesOf(data)){
if(outer + errors - floor >= 500)break;
if(!(((key0 === "conversations") || (key0 === "next_cursor")) || (key0 === "has_more"))){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},schema:false,parentSchema:schema75,data});
errors++;
}
}
}
if(data.conversations !== undefined){
let data0 = data.conversations;
if(Array.isArray(data0)){
if(data0.length > 200){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/conversations",schemaPath:"#/properties/conversations/maxItems",keyword:"maxItems",params:{limit: 200},schema:200,parentSchema:schema75.properties.conversations,data:data0});
errors++;
}
}
const len0 = data0.length;
for(let i0=0; i0<len0; i0++){
if(outer + errors - floor >= 500)break;
const before0 = errors;
if(!(validate172(data0[i0], {instancePath:instancePath+"/conversations/" + i0,parentData:data0,parentDataProperty:i0,rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate172.errors : vErrors.concat(validate172.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/properties/conversations/items/$ref");
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/conversations",schemaPath:"#/properties/conversations/type",keyword:"type",params:{type: "array"},schema:schema75.properties.conversations.type,parentSchema:schema75.properties.conversations,data:data0});
errors++;
}
}
}
if(data.next_cursor !== undefined){
const before1 = errors;
if(!(validate89(data.next_cursor, {instancePath:instancePath+"/next_cursor",parentData:data,parentDataProperty:"next_cursor",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate89.errors : vErrors.concat(validate89.errors);
errors = vErrors.length;
}
if(errors > before1){
behind(vErrors, before1, "#/properties/next_cursor/$ref");
}
}
if(data.has_more !== undefined){
const before2 = errors;
if(!(validate92(data.has_more, {instancePath:instancePath+"/has_more",parentData:data,parentDataProperty:"has_more",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate92.errors : vErrors.concat(validate92.errors);
errors = vErrors.length;
}
if(errors > before2){
behind(vErrors, before2, "#/properties/has_more/$ref");
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},schema:schema75.type,parentSchema:schema75,data});
errors++;
}
}
validate171.errors = vErrors;
return errors === 0;
}
validate171.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate170(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate170.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const before0 = errors;
if(!(validate171(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate171.errors : vErrors.concat(validate171.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/allOf/0/$ref");
}
validate170.errors = vErrors;
return errors === 0;
}
validate170.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const getConversationPath = validate199;
const schema86 = {"type":"object","properties":{"id":{"$ref":"#/$defs/ConversationId"}},"required":["id"]};

function validate199(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate199.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.id === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "id"},schema:schema86.required,parentSchema:schema86,data});
errors++;
}
}
if(data.id !== undefined){
const before0 = errors;
if(!(validate173(data.id, {instancePath:instancePath+"/id",parentData:data,parentDataProperty:"id",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate173.errors : vErrors.concat(validate173.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/properties/id/$ref");
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},schema:schema86.type,parentSchema:schema86,data});
errors++;
}
}
validate199.errors = vErrors;
return errors === 0;
}
validate199.evaluated = {"props":{"id":true},"dynamicProps":false,"dynamicItems":false};

export const getConversation200 = validate201;
const schema87 = {"allOf":[{"$ref":"#/$defs/Conversation"}]};

function validate201(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate201.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const before0 = errors;
if(!(validate172(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate172.errors : vErrors.concat(validate172.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/allOf/0/$ref");
}
validate201.errors = vErrors;
return errors === 0;
}
validate201.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const listMessages200 = validate203;
const schema88 = {"allOf":[{"$ref":"#/$defs/MessageList"}]};
const schema89 = {"type":"object","additionalProperties":false,"required":["messages","next_cursor","has_more"],"properties":{"messages":{"type":"array","maxItems":200,"items":{"$ref":"#/$defs/Message"}},"next_cursor":{"$ref":"#/$defs/NextCursor"},"has_more":{"$ref":"#/$defs/HasMore"}}};
const schema90 = {"type":"object","additionalProperties":false,"required":["id","role","text"],"properties":{"id":{"$ref":"#/$defs/MessageId"},"role":{"$ref":"#/$defs/MessageRole"},"text":{"$ref":"#/$defs/MessageText"}}};
const schema91 = {"type":"string","pattern":"^msg_[0-7][0-9a-hjkmnp-tv-z]{25}$","minLength":30,"maxLength":30};
const pattern18 = new RegExp("^msg_[0-7][0-9a-hjkmnp-tv-z]{25}$", "u");

function validate206(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate206.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(typeof data === "string"){
if(func0(data) > 30){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/maxLength",keyword:"maxLength",params:{limit: 30},schema:30,parentSchema:schema91,data});
errors++;
}
}
if(func0(data) < 30){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/minLength",keyword:"minLength",params:{limit: 30},schema:30,parentSchema:schema91,data});
errors++;
}
}
if(!pattern18.test(data)){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/pattern",keyword:"pattern",params:{pattern: "^msg_[0-7][0-9a-hjkmnp-tv-z]{25}$"},schema:"^msg_[0-7][0-9a-hjkmnp-tv-z]{25}$",parentSchema:schema91,data});
errors++;
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "string"},schema:schema91.type,parentSchema:schema91,data});
errors++;
}
}
validate206.errors = vErrors;
return errors === 0;
}
validate206.evaluated = {"dynamicProps":false,"dynamicItems":false};

const schema92 = {"type":"string","enum":["agent","caller","tool"]};

function validate208(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate208.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(typeof data !== "string"){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "string"},schema:schema92.type,parentSchema:schema92,data});
errors++;
}
}
if(!(((data === "agent") || (data === "caller")) || (data === "tool"))){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/enum",keyword:"enum",params:{allowedValues: schema92.enum},schema:schema92.enum,parentSchema:schema92,data});
errors++;
}
}
validate208.errors = vErrors;
return errors === 0;
}
validate208.evaluated = {"dynamicProps":false,"dynamicItems":false};

const schema93 = {"type":"string","maxLength":100000};

function validate210(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate210.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(typeof data === "string"){
if(func0(data) > 100000){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/maxLength",keyword:"maxLength",params:{limit: 100000},schema:100000,parentSchema:schema93,data});
errors++;
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "string"},schema:schema93.type,parentSchema:schema93,data});
errors++;
}
}
validate210.errors = vErrors;
return errors === 0;
}
validate210.evaluated = {"dynamicProps":false,"dynamicItems":false};


function validate205(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate205.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.id === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "id"},schema:schema90.required,parentSchema:schema90,data});
errors++;
}
}
if(data.role === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "role"},schema:schema90.required,parentSchema:schema90,data});
errors++;
}
}
if(data.text === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "text"},schema:schema90.required,parentSchema:schema90,data});
errors++;
}
}
for(const key0 of namesOf(data)){
if(outer + errors - floor >= 500)break;
if(!(((key0 === "id") || (key0 === "role")) || (key0 === "text"))){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},schema:false,parentSchema:schema90,data});
errors++;
}
}
}
if(data.id !== undefined){
const before0 = errors;
if(!(validate206(data.id, {instancePath:instancePath+"/id",parentData:data,parentDataProperty:"id",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate206.errors : vErrors.concat(validate206.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/properties/id/$ref");
}
}
if(data.role !== undefined){
const before1 = errors;
if(!(validate208(data.role, {instancePath:instancePath+"/role",parentData:data,parentDataProperty:"role",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate208.errors : vErrors.concat(validate208.errors);
errors = vErrors.length;
}
if(errors > before1){
behind(vErrors, before1, "#/properties/role/$ref");
}
}
if(data.text !== undefined){
const before2 = errors;
if(!(validate210(data.text, {instancePath:instancePath+"/text",parentData:data,parentDataProperty:"text",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate210.errors : vErrors.concat(validate210.errors);
errors = vErrors.length;
}
if(errors > before2){
behind(vErrors, before2, "#/properties/text/$ref");
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},schema:schema90.type,parentSchema:schema90,data});
errors++;
}
}
validate205.errors = vErrors;
return errors === 0;
}
validate205.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate204(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate204.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.messages === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "messages"},schema:schema89.required,parentSchema:schema89,data});
errors++;
}
}
if(data.next_cursor === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "next_cursor"},schema:schema89.required,parentSchema:schema89,data});
errors++;
}
}
if(data.has_more === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "has_more"},schema:schema89.required,parentSchema:schema89,data});
errors++;
}
}
for(const key0 of namesOf(data)){
if(outer + errors - floor >= 500)break;
if(!(((key0 === "messages") || (key0 === "next_cursor")) || (key0 === "has_more"))){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},schema:false,parentSchema:schema89,data});
errors++;
}
}
}
if(data.messages !== undefined){
let data0 = data.messages;
if(Array.isArray(data0)){
if(data0.length > 200){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/messages",schemaPath:"#/properties/messages/maxItems",keyword:"maxItems",params:{limit: 200},schema:200,parentSchema:schema89.properties.messages,data:data0});
errors++;
}
}
const len0 = data0.length;
for(let i0=0; i0<len0; i0++){
if(outer + errors - floor >= 500)break;
const before0 = errors;
if(!(validate205(data0[i0], {instancePath:instancePath+"/messages/" + i0,parentData:data0,parentDataProperty:i0,rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate205.errors : vErrors.concat(validate205.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/properties/messages/items/$ref");
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/messages",schemaPath:"#/properties/messages/type",keyword:"type",params:{type: "array"},schema:schema89.properties.messages.type,parentSchema:schema89.properties.messages,data:data0});
errors++;
}
}
}
if(data.next_cursor !== undefined){
const before1 = errors;
if(!(validate89(data.next_cursor, {instancePath:instancePath+"/next_cursor",parentData:data,parentDataProperty:"next_cursor",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate89.errors : vErrors.concat(validate89.errors);
errors = vErrors.length;
}
if(errors > before1){
behind(vErrors, before1, "#/properties/next_cursor/$ref");
}
}
if(data.has_more !== undefined){
const before2 = errors;
if(!(validate92(data.has_more, {instancePath:instancePath+"/has_more",parentData:data,parentDataProperty:"has_more",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate92.errors : vErrors.concat(validate92.errors);
errors = vErrors.length;
}
if(errors > before2){
behind(vErrors, before2, "#/properties/has_more/$ref");
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},schema:schema89.type,parentSchema:schema89,data});
errors++;
}
}
validate204.errors = vErrors;
return errors === 0;
}
validate204.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate203(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate203.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const before0 = errors;
if(!(validate204(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate204.errors : vErrors.concat(validate204.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/allOf/0/$ref");
}
validate203.errors = vErrors;
return errors === 0;
}
validate203.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const listWebhookDeliveries200 = validate216;
const schema94 = {"allOf":[{"$ref":"#/$defs/WebhookDeliveryList"}]};
const schema95 = {"type":"object","additionalProperties":false,"required":["deliveries","next_cursor","has_more"],"properties":{"deliveries":{"type":"array","maxItems":200,"items":{"$ref":"#/$defs/WebhookDelivery"}},"next_cursor":{"$ref":"#/$defs/NextCursor"},"has_more":{"$ref":"#/$defs/HasMore"}}};
const schema96 = {"type":"object","additionalProperties":false,"required":["id","conversation_id","event","url","status","attempts","next_attempt_at","last_attempt_at","last_status_code","last_error","created_at"],"properties":{"id":{"$ref":"#/$defs/WebhookDeliveryId"},"conversation_id":{"$ref":"#/$defs/ConversationId"},"event":{"$ref":"#/$defs/WebhookEvent"},"url":{"type":"string","format":"uri-reference","maxLength":2048},"status":{"$ref":"#/$defs/WebhookDeliveryStatus"},"attempts":{"type":"integer","format":"int32","minimum":0,"maximum":2147483647},"next_attempt_at":{"anyOf":[{"$ref":"#/$defs/Moment"},{"type":"null"}]},"last_attempt_at":{"anyOf":[{"$ref":"#/$defs/Moment"},{"type":"null"}]},"last_status_code":{"type":["integer","null"],"format":"int32","minimum":100,"maximum":999},"last_error":{"type":["string","null"],"maxLength":1000},"created_at":{"$ref":"#/$defs/Moment"}}};
const schema97 = {"type":"string","pattern":"^whd_[0-7][0-9a-hjkmnp-tv-z]{25}$","minLength":30,"maxLength":30};
const pattern19 = new RegExp("^whd_[0-7][0-9a-hjkmnp-tv-z]{25}$", "u");

function validate219(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate219.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(typeof data === "string"){
if(func0(data) > 30){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/maxLength",keyword:"maxLength",params:{limit: 30},schema:30,parentSchema:schema97,data});
errors++;
}
}
if(func0(data) < 30){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/minLength",keyword:"minLength",params:{limit: 30},schema:30,parentSchema:schema97,data});
errors++;
}
}
if(!pattern19.test(data)){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/pattern",keyword:"pattern",params:{pattern: "^whd_[0-7][0-9a-hjkmnp-tv-z]{25}$"},schema:"^whd_[0-7][0-9a-hjkmnp-tv-z]{25}$",parentSchema:schema97,data});
errors++;
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "string"},schema:schema97.type,parentSchema:schema97,data});
errors++;
}
}
validate219.errors = vErrors;
return errors === 0;
}
validate219.evaluated = {"dynamicProps":false,"dynamicItems":false};

const schema98 = {"type":"string","enum":["conversation.completed"]};

function validate222(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate222.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(typeof data !== "string"){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "string"},schema:schema98.type,parentSchema:schema98,data});
errors++;
}
}
if(!(data === "conversation.completed")){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/enum",keyword:"enum",params:{allowedValues: schema98.enum},schema:schema98.enum,parentSchema:schema98,data});
errors++;
}
}
validate222.errors = vErrors;
return errors === 0;
}
validate222.evaluated = {"dynamicProps":false,"dynamicItems":false};

const schema99 = {"type":"string","enum":["pending","delivered","failed"]};

function validate224(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate224.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(typeof data !== "string"){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "string"},schema:schema99.type,parentSchema:schema99,data});
errors++;
}
}
if(!(((data === "pending") || (data === "delivered")) || (data === "failed"))){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/enum",keyword:"enum",params:{allowedValues: schema99.enum},schema:schema99.enum,parentSchema:schema99,data});
errors++;
}
}
validate224.errors = vErrors;
return errors === 0;
}
validate224.evaluated = {"dynamicProps":false,"dynamicItems":false};


function validate218(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate218.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.id === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "id"},schema:schema96.required,parentSchema:schema96,data});
errors++;
}
}
if(data.conversation_id === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "conversation_id"},schema:schema96.required,parentSchema:schema96,data});
errors++;
}
}
if(data.event === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "event"},schema:schema96.required,parentSchema:schema96,data});
errors++;
}
}
if(data.url === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "url"},schema:schema96.required,parentSchema:schema96,data});
errors++;
}
}
if(data.status === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "status"},schema:schema96.required,parentSchema:schema96,data});
errors++;
}
}
if(data.attempts === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "attempts"},schema:schema96.required,parentSchema:schema96,data});
errors++;
}
}
if(data.next_attempt_at === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "next_attempt_at"},schema:schema96.required,parentSchema:schema96,data});
errors++;
}
}
if(data.last_attempt_at === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "last_attempt_at"},schema:schema96.required,parentSchema:schema96,data});
errors++;
}
}
if(data.last_status_code === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "last_status_code"},schema:schema96.required,parentSchema:schema96,data});
errors++;
}
}
if(data.last_error === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "last_error"},schema:schema96.required,parentSchema:schema96,data});
errors++;
}
}
if(data.created_at === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "created_at"},schema:schema96.required,parentSchema:schema96,data});
errors++;
}
}
for(const key0 of namesOf(data)){
if(outer + errors - floor >= 500)break;
if(!(func2.call(schema96.properties, key0))){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},schema:false,parentSchema:schema96,data});
errors++;
}
}
}
if(data.id !== undefined){
const before0 = errors;
if(!(validate219(data.id, {instancePath:instancePath+"/id",parentData:data,parentDataProperty:"id",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate219.errors : vErrors.concat(validate219.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/properties/id/$ref");
}
}
if(data.conversation_id !== undefined){
const before1 = errors;
if(!(validate173(data.conversation_id, {instancePath:instancePath+"/conversation_id",parentData:data,parentDataProperty:"conversation_id",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate173.errors : vErrors.concat(validate173.errors);
errors = vErrors.length;
}
if(errors > before1){
behind(vErrors, before1, "#/properties/conversation_id/$ref");
}
}
if(data.event !== undefined){
const before2 = errors;
if(!(validate222(data.event, {instancePath:instancePath+"/event",parentData:data,parentDataProperty:"event",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate222.errors : vErrors.concat(validate222.errors);
errors = vErrors.length;
}
if(errors > before2){
behind(vErrors, before2, "#/properties/event/$ref");
}
}
if(data.url !== undefined){
let data3 = data.url;
if(typeof data3 === "string"){
if(func0(data3) > 2048){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/url",schemaPath:"#/properties/url/maxLength",keyword:"maxLength",params:{limit: 2048},schema:2048,parentSchema:schema96.properties.url,data:data3});
errors++;
}
}
if(!(formats8.test(data3))){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/url",schemaPath:"#/properties/url/format",keyword:"format",params:{format: "uri-reference"},schema:"uri-reference",parentSchema:schema96.properties.url,data:data3});
errors++;
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/url",schemaPath:"#/properties/url/type",keyword:"type",params:{type: "string"},schema:schema96.properties.url.type,parentSchema:schema96.properties.url,data:data3});
errors++;
}
}
}
if(data.status !== undefined){
const before3 = errors;
if(!(validate224(data.status, {instancePath:instancePath+"/status",parentData:data,parentDataProperty:"status",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate224.errors : vErrors.concat(validate224.errors);
errors = vErrors.length;
}
if(errors > before3){
behind(vErrors, before3, "#/properties/status/$ref");
}
}
if(data.attempts !== undefined){
let data5 = data.attempts;
if(!((typeof data5 == "number") && (!(data5 % 1) && !isNaN(data5)))){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/attempts",schemaPath:"#/properties/attempts/type",keyword:"type",params:{type: "integer"},schema:schema96.properties.attempts.type,parentSchema:schema96.properties.attempts,data:data5});
errors++;
}
}
if(typeof data5 == "number"){
if(data5 > 2147483647 || isNaN(data5)){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/attempts",schemaPath:"#/properties/attempts/maximum",keyword:"maximum",params:{comparison: "<=", limit: 2147483647},schema:2147483647,parentSchema:schema96.properties.attempts,data:data5});
errors++;
}
}
if(data5 < 0 || isNaN(data5)){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/attempts",schemaPath:"#/properties/attempts/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},schema:0,parentSchema:schema96.properties.attempts,data:data5});
errors++;
}
}
if(!(formats0.validate(data5))){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/attempts",schemaPath:"#/properties/attempts/format",keyword:"format",params:{format: "int32"},schema:"int32",parentSchema:schema96.properties.attempts,data:data5});
errors++;
}
}
}
}
if(data.next_attempt_at !== undefined){
let data6 = data.next_attempt_at;
const _errs11 = errors;
const around0 = floor;
let valid1 = false;
floor = outer + errors;
const _errs12 = errors;
const before4 = errors;
if(!(validate192(data6, {instancePath:instancePath+"/next_attempt_at",parentData:data,parentDataProperty:"next_attempt_at",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate192.errors : vErrors.concat(validate192.errors);
errors = vErrors.length;
}
if(errors > before4){
behind(vErrors, before4, "#/properties/next_attempt_at/anyOf/0/$ref");
}
var _valid0 = _errs12 === errors;
valid1 = valid1 || _valid0;
floor = outer + errors;
const _errs13 = errors;
if(data6 !== null){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/next_attempt_at",schemaPath:"#/properties/next_attempt_at/anyOf/1/type",keyword:"type",params:{type: "null"},schema:schema96.properties.next_attempt_at.anyOf[1].type,parentSchema:schema96.properties.next_attempt_at.anyOf[1],data:data6});
errors++;
}
}
var _valid0 = _errs13 === errors;
valid1 = valid1 || _valid0;
if(!valid1){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/next_attempt_at",schemaPath:"#/properties/next_attempt_at/anyOf",keyword:"anyOf",params:{},schema:schema96.properties.next_attempt_at.anyOf,parentSchema:schema96.properties.next_attempt_at,data:data6});
errors++;
}
}
else {
errors = _errs11;
if(vErrors !== null){
if(_errs11){
vErrors.length = _errs11;
}
else {
vErrors = null;
}
}
}
floor = around0;
}
if(data.last_attempt_at !== undefined){
let data7 = data.last_attempt_at;
const _errs16 = errors;
const around1 = floor;
let valid2 = false;
floor = outer + errors;
const _errs17 = errors;
const before5 = errors;
if(!(validate192(data7, {instancePath:instancePath+"/last_attempt_at",parentData:data,parentDataProperty:"last_attempt_at",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate192.errors : vErrors.concat(validate192.errors);
errors = vErrors.length;
}
if(errors > before5){
behind(vErrors, before5, "#/properties/last_attempt_at/anyOf/0/$ref");
}
var _valid1 = _errs17 === errors;
valid2 = valid2 || _valid1;
floor = outer + errors;
const _errs18 = errors;
if(data7 !== null){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/last_attempt_at",schemaPath:"#/properties/last_attempt_at/anyOf/1/type",keyword:"type",params:{type: "null"},schema:schema96.properties.last_attempt_at.anyOf[1].type,parentSchema:schema96.properties.last_attempt_at.anyOf[1],data:data7});
errors++;
}
}
var _valid1 = _errs18 === errors;
valid2 = valid2 || _valid1;
if(!valid2){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/last_attempt_at",schemaPath:"#/properties/last_attempt_at/anyOf",keyword:"anyOf",params:{},schema:schema96.properties.last_attempt_at.anyOf,parentSchema:schema96.properties.last_attempt_at,data:data7});
errors++;
}
}
else {
errors = _errs16;
if(vErrors !== null){
if(_errs16){
vErrors.length = _errs16;
}
else {
vErrors = null;
}
}
}
floor = around1;
}
if(data.last_status_code !== undefined){
let data8 = data.last_status_code;
if((!((typeof data8 == "number") && (!(data8 % 1) && !isNaN(data8)))) && (data8 !== null)){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/last_status_code",schemaPath:"#/properties/last_status_code/type",keyword:"type",params:{type: schema96.properties.last_status_code.type},schema:schema96.properties.last_status_code.type,parentSchema:schema96.properties.last_status_code,data:data8});
errors++;
}
}
if(typeof data8 == "number"){
if(data8 > 999 || isNaN(data8)){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/last_status_code",schemaPath:"#/properties/last_status_code/maximum",keyword:"maximum",params:{comparison: "<=", limit: 999},schema:999,parentSchema:schema96.properties.last_status_code,data:data8});
errors++;
}
}
if(data8 < 100 || isNaN(data8)){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/last_status_code",schemaPath:"#/properties/last_status_code/minimum",keyword:"minimum",params:{comparison: ">=", limit: 100},schema:100,parentSchema:schema96.properties.last_status_code,data:data8});
errors++;
}
}
if(!(formats0.validate(data8))){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/last_status_code",schemaPath:"#/properties/last_status_code/format",keyword:"format",params:{format: "int32"},schema:"int32",parentSchema:schema96.properties.last_status_code,data:data8});
errors++;
}
}
}
}
if(data.last_error !== undefined){
let data9 = data.last_error;
if((typeof data9 !== "string") && (data9 !== null)){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/last_error",schemaPath:"#/properties/last_error/type",keyword:"type",params:{type: schema96.properties.last_error.type},schema:schema96.properties.last_error.type,parentSchema:schema96.properties.last_error,data:data9});
errors++;
}
}
if(typeof data9 === "string"){
if(func0(data9) > 1000){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/last_error",schemaPath:"#/properties/last_error/maxLength",keyword:"maxLength",params:{limit: 1000},schema:1000,parentSchema:schema96.properties.last_error,data:data9});
errors++;
}
}
}
}
if(data.created_at !== undefined){
const before6 = errors;
if(!(validate192(data.created_at, {instancePath:instancePath+"/created_at",parentData:data,parentDataProperty:"created_at",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate192.errors : vErrors.concat(validate192.errors);
errors = vErrors.length;
}
if(errors > before6){
behind(vErrors, before6, "#/properties/created_at/$ref");
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},schema:schema96.type,parentSchema:schema96,data});
errors++;
}
}
validate218.errors = vErrors;
return errors === 0;
}
validate218.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate217(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate217.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.deliveries === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "deliveries"},schema:schema95.required,parentSchema:schema95,data});
errors++;
}
}
if(data.next_cursor === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "next_cursor"},schema:schema95.required,parentSchema:schema95,data});
errors++;
}
}
if(data.has_more === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "has_more"},schema:schema95.required,parentSchema:schema95,data});
errors++;
}
}
for(const key0 of namesOf(data)){
if(outer + errors - floor >= 500)break;
if(!(((key0 === "deliveries") || (key0 === "next_cursor")) || (key0 === "has_more"))){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},schema:false,parentSchema:schema95,data});
errors++;
}
}
}
if(data.deliveries !== undefined){
let data0 = data.deliveries;
if(Array.isArray(data0)){
if(data0.length > 200){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/deliveries",schemaPath:"#/properties/deliveries/maxItems",keyword:"maxItems",params:{limit: 200},schema:200,parentSchema:schema95.properties.deliveries,data:data0});
errors++;
}
}
const len0 = data0.length;
for(let i0=0; i0<len0; i0++){
if(outer + errors - floor >= 500)break;
const before0 = errors;
if(!(validate218(data0[i0], {instancePath:instancePath+"/deliveries/" + i0,parentData:data0,parentDataProperty:i0,rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate218.errors : vErrors.concat(validate218.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/properties/deliveries/items/$ref");
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/deliveries",schemaPath:"#/properties/deliveries/type",keyword:"type",params:{type: "array"},schema:schema95.properties.deliveries.type,parentSchema:schema95.properties.deliveries,data:data0});
errors++;
}
}
}
if(data.next_cursor !== undefined){
const before1 = errors;
if(!(validate89(data.next_cursor, {instancePath:instancePath+"/next_cursor",parentData:data,parentDataProperty:"next_cursor",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate89.errors : vErrors.concat(validate89.errors);
errors = vErrors.length;
}
if(errors > before1){
behind(vErrors, before1, "#/properties/next_cursor/$ref");
}
}
if(data.has_more !== undefined){
const before2 = errors;
if(!(validate92(data.has_more, {instancePath:instancePath+"/has_more",parentData:data,parentDataProperty:"has_more",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate92.errors : vErrors.concat(validate92.errors);
errors = vErrors.length;
}
if(errors > before2){
behind(vErrors, before2, "#/properties/has_more/$ref");
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},schema:schema95.type,parentSchema:schema95,data});
errors++;
}
}
validate217.errors = vErrors;
return errors === 0;
}
validate217.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate216(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate216.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const before0 = errors;
if(!(validate217(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate217.errors : vErrors.concat(validate217.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/allOf/0/$ref");
}
validate216.errors = vErrors;
return errors === 0;
}
validate216.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const getAgentPath = validate233;
const schema100 = {"type":"object","properties":{"id":{"$ref":"#/$defs/AgentId"}},"required":["id"]};

function validate233(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate233.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.id === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "id"},schema:schema100.required,parentSchema:schema100,data});
errors++;
}
}
if(data.id !== undefined){
const before0 = errors;
if(!(validate8(data.id, {instancePath:instancePath+"/id",parentData:data,parentDataProperty:"id",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate8.errors : vErrors.concat(validate8.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/properties/id/$ref");
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},schema:schema100.type,parentSchema:schema100,data});
errors++;
}
}
validate233.errors = vErrors;
return errors === 0;
}
validate233.evaluated = {"props":{"id":true},"dynamicProps":false,"dynamicItems":false};

export const getAgentHeader = validate235;
const schema101 = {"type":"object","properties":{"if-none-match":{"type":"string","maxLength":1000},"x-request-id":{"type":"string"}},"required":[]};

function validate235(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate235.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data["if-none-match"] !== undefined){
let data0 = data["if-none-match"];
if(typeof data0 === "string"){
if(func0(data0) > 1000){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/if-none-match",schemaPath:"#/properties/if-none-match/maxLength",keyword:"maxLength",params:{limit: 1000},schema:1000,parentSchema:schema101.properties["if-none-match"],data:data0});
errors++;
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/if-none-match",schemaPath:"#/properties/if-none-match/type",keyword:"type",params:{type: "string"},schema:schema101.properties["if-none-match"].type,parentSchema:schema101.properties["if-none-match"],data:data0});
errors++;
}
}
}
if(data["x-request-id"] !== undefined){
let data1 = data["x-request-id"];
if(typeof data1 !== "string"){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/x-request-id",schemaPath:"#/properties/x-request-id/type",keyword:"type",params:{type: "string"},schema:schema101.properties["x-request-id"].type,parentSchema:schema101.properties["x-request-id"],data:data1});
errors++;
}
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},schema:schema101.type,parentSchema:schema101,data});
errors++;
}
}
validate235.errors = vErrors;
return errors === 0;
}
validate235.evaluated = {"props":{"if-none-match":true,"x-request-id":true},"dynamicProps":false,"dynamicItems":false};

export const getAgent200Headers = validate236;
const schema102 = {"type":"object","properties":{"x-request-id":{"$ref":"#/$defs/RequestId"},"etag":{"type":"string","pattern":"^\"[!#-~]+\"$","maxLength":100}},"required":["x-request-id","etag"]};

function validate236(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate236.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data["x-request-id"] === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "x-request-id"},schema:schema102.required,parentSchema:schema102,data});
errors++;
}
}
if(data.etag === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "etag"},schema:schema102.required,parentSchema:schema102,data});
errors++;
}
}
if(data["x-request-id"] !== undefined){
const before0 = errors;
if(!(validate96(data["x-request-id"], {instancePath:instancePath+"/x-request-id",parentData:data,parentDataProperty:"x-request-id",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate96.errors : vErrors.concat(validate96.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/properties/x-request-id/$ref");
}
}
if(data.etag !== undefined){
let data1 = data.etag;
if(typeof data1 === "string"){
if(func0(data1) > 100){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/etag",schemaPath:"#/properties/etag/maxLength",keyword:"maxLength",params:{limit: 100},schema:100,parentSchema:schema102.properties.etag,data:data1});
errors++;
}
}
if(!pattern13.test(data1)){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/etag",schemaPath:"#/properties/etag/pattern",keyword:"pattern",params:{pattern: "^\"[!#-~]+\"$"},schema:"^\"[!#-~]+\"$",parentSchema:schema102.properties.etag,data:data1});
errors++;
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/etag",schemaPath:"#/properties/etag/type",keyword:"type",params:{type: "string"},schema:schema102.properties.etag.type,parentSchema:schema102.properties.etag,data:data1});
errors++;
}
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},schema:schema102.type,parentSchema:schema102,data});
errors++;
}
}
validate236.errors = vErrors;
return errors === 0;
}
validate236.evaluated = {"props":{"x-request-id":true,"etag":true},"dynamicProps":false,"dynamicItems":false};

export const deleteAgentHeader = validate238;
const schema103 = {"type":"object","properties":{"if-match":{"type":"string","maxLength":1000},"x-request-id":{"type":"string"}},"required":[]};

function validate238(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate238.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data["if-match"] !== undefined){
let data0 = data["if-match"];
if(typeof data0 === "string"){
if(func0(data0) > 1000){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/if-match",schemaPath:"#/properties/if-match/maxLength",keyword:"maxLength",params:{limit: 1000},schema:1000,parentSchema:schema103.properties["if-match"],data:data0});
errors++;
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/if-match",schemaPath:"#/properties/if-match/type",keyword:"type",params:{type: "string"},schema:schema103.properties["if-match"].type,parentSchema:schema103.properties["if-match"],data:data0});
errors++;
}
}
}
if(data["x-request-id"] !== undefined){
let data1 = data["x-request-id"];
if(typeof data1 !== "string"){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/x-request-id",schemaPath:"#/properties/x-request-id/type",keyword:"type",params:{type: "string"},schema:schema103.properties["x-request-id"].type,parentSchema:schema103.properties["x-request-id"],data:data1});
errors++;
}
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},schema:schema103.type,parentSchema:schema103,data});
errors++;
}
}
validate238.errors = vErrors;
return errors === 0;
}
validate238.evaluated = {"props":{"if-match":true,"x-request-id":true},"dynamicProps":false,"dynamicItems":false};

export const updateAgentBody = validate239;
const schema104 = {"allOf":[{"$ref":"#/$defs/UpdateAgentRequest"}]};
const schema105 = {"type":"object","additionalProperties":false,"properties":{"name":{"$ref":"#/$defs/AgentName"},"prompt":{"$ref":"#/$defs/Prompt"},"first_message":{"$ref":"#/$defs/FirstMessage"},"language":{"$ref":"#/$defs/LanguageCode"},"llm_provider":{"$ref":"#/$defs/LlmProviderSetting"},"llm_model":{"anyOf":[{"$ref":"#/$defs/LlmModel"},{"type":"null"}]},"llm_base_url":{"anyOf":[{"$ref":"#/$defs/LlmBaseUrl"},{"type":"null"}]},"llm_api_key":{"$ref":"#/$defs/LlmApiKey"},"llm_extra_body":{"anyOf":[{"$ref":"#/$defs/LlmExtraBody"},{"type":"null"}]},"voice_id":{"$ref":"#/$defs/VoiceSlug"},"temperature":{"$ref":"#/$defs/Temperature"},"widget_config":{"$ref":"#/$defs/WidgetConfig"},"is_public":{"$ref":"#/$defs/IsPublic"},"allowed_origins":{"$ref":"#/$defs/AllowedOrigins"},"hostname_allowlist":{"anyOf":[{"$ref":"#/$defs/HostnameAllowlist"},{"type":"null"}]},"memory_enabled":{"$ref":"#/$defs/MemoryEnabled"},"memory_retention_days":{"$ref":"#/$defs/MemoryRetentionDays"},"webhook_url":{"$ref":"#/$defs/WebhookUrl"},"webhook_secret":{"$ref":"#/$defs/WebhookSecret"},"amd":{"$ref":"#/$defs/Amd"},"save_audio_recording":{"$ref":"#/$defs/SaveAudioRecording"},"navigator_mode":{"$ref":"#/$defs/NavigatorMode"},"ivr_memory_enabled":{"anyOf":[{"$ref":"#/$defs/IvrMemoryEnabled"},{"type":"null"}]},"tts_speaking_rate":{"$ref":"#/$defs/TtsSpeakingRate"},"clear_tts_speaking_rate":{"type":"boolean"},"tts_playback_rate":{"$ref":"#/$defs/TtsPlaybackRate"},"clear_tts_playback_rate":{"type":"boolean"},"response_delay_seconds":{"$ref":"#/$defs/ResponseDelaySeconds"},"clear_response_delay_seconds":{"type":"boolean"},"inactivity_timeout_seconds":{"anyOf":[{"$ref":"#/$defs/InactivityTimeoutSeconds"},{"type":"null"}]},"background_noise_preset":{"$ref":"#/$defs/BackgroundNoisePresetSetting"},"background_noise_volume":{"anyOf":[{"$ref":"#/$defs/BackgroundNoiseVolume"},{"type":"null"}]},"stt_override":{"$ref":"#/$defs/SttStackSetting"}}};
const schema106 = {"anyOf":[{"$ref":"#/$defs/SttStack"},{"type":"string","const":""},{"type":"null"}]};

function validate270(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate270.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const _errs0 = errors;
const around0 = floor;
let valid0 = false;
floor = outer + errors;
const _errs1 = errors;
const before0 = errors;
if(!(validate86(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate86.errors : vErrors.concat(validate86.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/anyOf/0/$ref");
}
var _valid0 = _errs1 === errors;
valid0 = valid0 || _valid0;
floor = outer + errors;
const _errs2 = errors;
if(typeof data !== "string"){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/anyOf/1/type",keyword:"type",params:{type: "string"},schema:schema106.anyOf[1].type,parentSchema:schema106.anyOf[1],data});
errors++;
}
}
if("" !== data){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/anyOf/1/const",keyword:"const",params:{allowedValue: ""},schema:"",parentSchema:schema106.anyOf[1],data});
errors++;
}
}
var _valid0 = _errs2 === errors;
valid0 = valid0 || _valid0;
floor = outer + errors;
const _errs4 = errors;
if(data !== null){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/anyOf/2/type",keyword:"type",params:{type: "null"},schema:schema106.anyOf[2].type,parentSchema:schema106.anyOf[2],data});
errors++;
}
}
var _valid0 = _errs4 === errors;
valid0 = valid0 || _valid0;
if(!valid0){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/anyOf",keyword:"anyOf",params:{},schema:schema106.anyOf,parentSchema:schema106,data});
errors++;
}
}
else {
errors = _errs0;
if(vErrors !== null){
if(_errs0){
vErrors.length = _errs0;
}
else {
vErrors = null;
}
}
}
floor = around0;
validate270.errors = vErrors;
return errors === 0;
}
validate270.evaluated = {"dynamicProps":false,"dynamicItems":false};


function validate240(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate240.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 of namesOf(data)){
if(outer + errors - floor >= 500)break;
if(!(func2.call(schema105.properties, key0))){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},schema:false,parentSchema:schema105,data});
errors++;
}
}
}
if(data.name !== undefined){
const before0 = errors;
if(!(validate10(data.name, {instancePath:instancePath+"/name",parentData:data,parentDataProperty:"name",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate10.errors : vErrors.concat(validate10.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/properties/name/$ref");
}
}
if(data.prompt !== undefined){
const before1 = errors;
if(!(validate14(data.prompt, {instancePath:instancePath+"/prompt",parentData:data,parentDataProperty:"prompt",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate14.errors : vErrors.concat(validate14.errors);
errors = vErrors.length;
}
if(errors > before1){
behind(vErrors, before1, "#/properties/prompt/$ref");
}
}
if(data.first_message !== undefined){
const before2 = errors;
if(!(validate16(data.first_message, {instancePath:instancePath+"/first_message",parentData:data,parentDataProperty:"first_message",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate16.errors : vErrors.concat(validate16.errors);
errors = vErrors.length;
}
if(errors > before2){
behind(vErrors, before2, "#/properties/first_message/$ref");
}
}
if(data.language !== undefined){
const before3 = errors;
if(!(validate18(data.language, {instancePath:instancePath+"/language",parentData:data,parentDataProperty:"language",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate18.errors : vErrors.concat(validate18.errors);
errors = vErrors.length;
}
if(errors > before3){
behind(vErrors, before3, "#/properties/language/$ref");
}
}
if(data.llm_provider !== undefined){
const before4 = errors;
if(!(validate121(data.llm_provider, {instancePath:instancePath+"/llm_provider",parentData:data,parentDataProperty:"llm_provider",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate121.errors : vErrors.concat(validate121.errors);
errors = vErrors.length;
}
if(errors > before4){
behind(vErrors, before4, "#/properties/llm_provider/$ref");
}
}
if(data.llm_model !== undefined){
let data5 = data.llm_model;
const _errs8 = errors;
const around0 = floor;
let valid1 = false;
floor = outer + errors;
const _errs9 = errors;
const before5 = errors;
if(!(validate22(data5, {instancePath:instancePath+"/llm_model",parentData:data,parentDataProperty:"llm_model",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate22.errors : vErrors.concat(validate22.errors);
errors = vErrors.length;
}
if(errors > before5){
behind(vErrors, before5, "#/properties/llm_model/anyOf/0/$ref");
}
var _valid0 = _errs9 === errors;
valid1 = valid1 || _valid0;
floor = outer + errors;
const _errs10 = errors;
if(data5 !== null){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/llm_model",schemaPath:"#/properties/llm_model/anyOf/1/type",keyword:"type",params:{type: "null"},schema:schema105.properties.llm_model.anyOf[1].type,parentSchema:schema105.properties.llm_model.anyOf[1],data:data5});
errors++;
}
}
var _valid0 = _errs10 === errors;
valid1 = valid1 || _valid0;
if(!valid1){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/llm_model",schemaPath:"#/properties/llm_model/anyOf",keyword:"anyOf",params:{},schema:schema105.properties.llm_model.anyOf,parentSchema:schema105.properties.llm_model,data:data5});
errors++;
}
}
else {
errors = _errs8;
if(vErrors !== null){
if(_errs8){
vErrors.length = _errs8;
}
else {
vErrors = null;
}
}
}
floor = around0;
}
if(data.llm_base_url !== undefined){
let data6 = data.llm_base_url;
const _errs13 = errors;
const around1 = floor;
let valid2 = false;
floor = outer + errors;
const _errs14 = errors;
const before6 = errors;
if(!(validate24(data6, {instancePath:instancePath+"/llm_base_url",parentData:data,parentDataProperty:"llm_base_url",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate24.errors : vErrors.concat(validate24.errors);
errors = vErrors.length;
}
if(errors > before6){
behind(vErrors, before6, "#/properties/llm_base_url/anyOf/0/$ref");
}
var _valid1 = _errs14 === errors;
valid2 = valid2 || _valid1;
floor = outer + errors;
const _errs15 = errors;
if(data6 !== null){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/llm_base_url",schemaPath:"#/properties/llm_base_url/anyOf/1/type",keyword:"type",params:{type: "null"},schema:schema105.properties.llm_base_url.anyOf[1].type,parentSchema:schema105.properties.llm_base_url.anyOf[1],data:data6});
errors++;
}
}
var _valid1 = _errs15 === errors;
valid2 = valid2 || _valid1;
if(!valid2){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/llm_base_url",schemaPath:"#/properties/llm_base_url/anyOf",keyword:"anyOf",params:{},schema:schema105.properties.llm_base_url.anyOf,parentSchema:schema105.properties.llm_base_url,data:data6});
errors++;
}
}
else {
errors = _errs13;
if(vErrors !== null){
if(_errs13){
vErrors.length = _errs13;
}
else {
vErrors = null;
}
}
}
floor = around1;
}
if(data.llm_api_key !== undefined){
const before7 = errors;
if(!(validate126(data.llm_api_key, {instancePath:instancePath+"/llm_api_key",parentData:data,parentDataProperty:"llm_api_key",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate126.errors : vErrors.concat(validate126.errors);
errors = vErrors.length;
}
if(errors > before7){
behind(vErrors, before7, "#/properties/llm_api_key/$ref");
}
}
if(data.llm_extra_body !== undefined){
let data8 = data.llm_extra_body;
const _errs19 = errors;
const around2 = floor;
let valid3 = false;
floor = outer + errors;
const _errs20 = errors;
const before8 = errors;
if(!(validate26(data8, {instancePath:instancePath+"/llm_extra_body",parentData:data,parentDataProperty:"llm_extra_body",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate26.errors : vErrors.concat(validate26.errors);
errors = vErrors.length;
}
if(errors > before8){
behind(vErrors, before8, "#/properties/llm_extra_body/anyOf/0/$ref");
}
var _valid2 = _errs20 === errors;
valid3 = valid3 || _valid2;
floor = outer + errors;
const _errs21 = errors;
if(data8 !== null){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/llm_extra_body",schemaPath:"#/properties/llm_extra_body/anyOf/1/type",keyword:"type",params:{type: "null"},schema:schema105.properties.llm_extra_body.anyOf[1].type,parentSchema:schema105.properties.llm_extra_body.anyOf[1],data:data8});
errors++;
}
}
var _valid2 = _errs21 === errors;
valid3 = valid3 || _valid2;
if(!valid3){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/llm_extra_body",schemaPath:"#/properties/llm_extra_body/anyOf",keyword:"anyOf",params:{},schema:schema105.properties.llm_extra_body.anyOf,parentSchema:schema105.properties.llm_extra_body,data:data8});
errors++;
}
}
else {
errors = _errs19;
if(vErrors !== null){
if(_errs19){
vErrors.length = _errs19;
}
else {
vErrors = null;
}
}
}
floor = around2;
}
if(data.voice_id !== undefined){
const before9 = errors;
if(!(validate28(data.voice_id, {instancePath:instancePath+"/voice_id",parentData:data,parentDataProperty:"voice_id",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate28.errors : vErrors.concat(validate28.errors);
errors = vErrors.length;
}
if(errors > before9){
behind(vErrors, before9, "#/properties/voice_id/$ref");
}
}
if(data.temperature !== undefined){
const before10 = errors;
if(!(validate30(data.temperature, {instancePath:instancePath+"/temperature",parentData:data,parentDataProperty:"temperature",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate30.errors : vErrors.concat(validate30.errors);
errors = vErrors.length;
}
if(errors > before10){
behind(vErrors, before10, "#/properties/temperature/$ref");
}
}
if(data.widget_config !== undefined){
const before11 = errors;
if(!(validate32(data.widget_config, {instancePath:instancePath+"/widget_config",parentData:data,parentDataProperty:"widget_config",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate32.errors : vErrors.concat(validate32.errors);
errors = vErrors.length;
}
if(errors > before11){
behind(vErrors, before11, "#/properties/widget_config/$ref");
}
}
if(data.is_public !== undefined){
const before12 = errors;
if(!(validate42(data.is_public, {instancePath:instancePath+"/is_public",parentData:data,parentDataProperty:"is_public",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate42.errors : vErrors.concat(validate42.errors);
errors = vErrors.length;
}
if(errors > before12){
behind(vErrors, before12, "#/properties/is_public/$ref");
}
}
if(data.allowed_origins !== undefined){
const before13 = errors;
if(!(validate44(data.allowed_origins, {instancePath:instancePath+"/allowed_origins",parentData:data,parentDataProperty:"allowed_origins",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate44.errors : vErrors.concat(validate44.errors);
errors = vErrors.length;
}
if(errors > before13){
behind(vErrors, before13, "#/properties/allowed_origins/$ref");
}
}
if(data.hostname_allowlist !== undefined){
let data14 = data.hostname_allowlist;
const _errs29 = errors;
const around3 = floor;
let valid4 = false;
floor = outer + errors;
const _errs30 = errors;
const before14 = errors;
if(!(validate46(data14, {instancePath:instancePath+"/hostname_allowlist",parentData:data,parentDataProperty:"hostname_allowlist",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate46.errors : vErrors.concat(validate46.errors);
errors = vErrors.length;
}
if(errors > before14){
behind(vErrors, before14, "#/properties/hostname_allowlist/anyOf/0/$ref");
}
var _valid3 = _errs30 === errors;
valid4 = valid4 || _valid3;
floor = outer + errors;
const _errs31 = errors;
if(data14 !== null){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/hostname_allowlist",schemaPath:"#/properties/hostname_allowlist/anyOf/1/type",keyword:"type",params:{type: "null"},schema:schema105.properties.hostname_allowlist.anyOf[1].type,parentSchema:schema105.properties.hostname_allowlist.anyOf[1],data:data14});
errors++;
}
}
var _valid3 = _errs31 === errors;
valid4 = valid4 || _valid3;
if(!valid4){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/hostname_allowlist",schemaPath:"#/properties/hostname_allowlist/anyOf",keyword:"anyOf",params:{},schema:schema105.properties.hostname_allowlist.anyOf,parentSchema:schema105.properties.hostname_allowlist,data:data14});
errors++;
}
}
else {
errors = _errs29;
if(vErrors !== null){
if(_errs29){
vErrors.length = _errs29;
}
else {
vErrors = null;
}
}
}
floor = around3;
}
if(data.memory_enabled !== undefined){
const before15 = errors;
if(!(validate48(data.memory_enabled, {instancePath:instancePath+"/memory_enabled",parentData:data,parentDataProperty:"memory_enabled",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate48.errors : vErrors.concat(validate48.errors);
errors = vErrors.length;
}
if(errors > before15){
behind(vErrors, before15, "#/properties/memory_enabled/$ref");
}
}
if(data.memory_retention_days !== undefined){
const before16 = errors;
if(!(validate50(data.memory_retention_days, {instancePath:instancePath+"/memory_retention_days",parentData:data,parentDataProperty:"memory_retention_days",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate50.errors : vErrors.concat(validate50.errors);
errors = vErrors.length;
}
if(errors > before16){
behind(vErrors, before16, "#/properties/memory_retention_days/$ref");
}
}
if(data.webhook_url !== undefined){
const before17 = errors;
if(!(validate52(data.webhook_url, {instancePath:instancePath+"/webhook_url",parentData:data,parentDataProperty:"webhook_url",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate52.errors : vErrors.concat(validate52.errors);
errors = vErrors.length;
}
if(errors > before17){
behind(vErrors, before17, "#/properties/webhook_url/$ref");
}
}
if(data.webhook_secret !== undefined){
const before18 = errors;
if(!(validate138(data.webhook_secret, {instancePath:instancePath+"/webhook_secret",parentData:data,parentDataProperty:"webhook_secret",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate138.errors : vErrors.concat(validate138.errors);
errors = vErrors.length;
}
if(errors > before18){
behind(vErrors, before18, "#/properties/webhook_secret/$ref");
}
}
if(data.amd !== undefined){
const before19 = errors;
if(!(validate54(data.amd, {instancePath:instancePath+"/amd",parentData:data,parentDataProperty:"amd",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate54.errors : vErrors.concat(validate54.errors);
errors = vErrors.length;
}
if(errors > before19){
behind(vErrors, before19, "#/properties/amd/$ref");
}
}
if(data.save_audio_recording !== undefined){
const before20 = errors;
if(!(validate68(data.save_audio_recording, {instancePath:instancePath+"/save_audio_recording",parentData:data,parentDataProperty:"save_audio_recording",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate68.errors : vErrors.concat(validate68.errors);
errors = vErrors.length;
}
if(errors > before20){
behind(vErrors, before20, "#/properties/save_audio_recording/$ref");
}
}
if(data.navigator_mode !== undefined){
const before21 = errors;
if(!(validate70(data.navigator_mode, {instancePath:instancePath+"/navigator_mode",parentData:data,parentDataProperty:"navigator_mode",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate70.errors : vErrors.concat(validate70.errors);
errors = vErrors.length;
}
if(errors > before21){
behind(vErrors, before21, "#/properties/navigator_mode/$ref");
}
}
if(data.ivr_memory_enabled !== undefined){
let data22 = data.ivr_memory_enabled;
const _errs41 = errors;
const around4 = floor;
let valid5 = false;
floor = outer + errors;
const _errs42 = errors;
const before22 = errors;
if(!(validate72(data22, {instancePath:instancePath+"/ivr_memory_enabled",parentData:data,parentDataProperty:"ivr_memory_enabled",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate72.errors : vErrors.concat(validate72.errors);
errors = vErrors.length;
}
if(errors > before22){
behind(vErrors, before22, "#/properties/ivr_memory_enabled/anyOf/0/$ref");
}
var _valid4 = _errs42 === errors;
valid5 = valid5 || _valid4;
floor = outer + errors;
const _errs43 = errors;
if(data22 !== null){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/ivr_memory_enabled",schemaPath:"#/properties/ivr_memory_enabled/anyOf/1/type",keyword:"type",params:{type: "null"},schema:schema105.properties.ivr_memory_enabled.anyOf[1].type,parentSchema:schema105.properties.ivr_memory_enabled.anyOf[1],data:data22});
errors++;
}
}
var _valid4 = _errs43 === errors;
valid5 = valid5 || _valid4;
if(!valid5){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/ivr_memory_enabled",schemaPath:"#/properties/ivr_memory_enabled/anyOf",keyword:"anyOf",params:{},schema:schema105.properties.ivr_memory_enabled.anyOf,parentSchema:schema105.properties.ivr_memory_enabled,data:data22});
errors++;
}
}
else {
errors = _errs41;
if(vErrors !== null){
if(_errs41){
vErrors.length = _errs41;
}
else {
vErrors = null;
}
}
}
floor = around4;
}
if(data.tts_speaking_rate !== undefined){
const before23 = errors;
if(!(validate74(data.tts_speaking_rate, {instancePath:instancePath+"/tts_speaking_rate",parentData:data,parentDataProperty:"tts_speaking_rate",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate74.errors : vErrors.concat(validate74.errors);
errors = vErrors.length;
}
if(errors > before23){
behind(vErrors, before23, "#/properties/tts_speaking_rate/$ref");
}
}
if(data.clear_tts_speaking_rate !== undefined){
let data24 = data.clear_tts_speaking_rate;
if(typeof data24 !== "boolean"){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/clear_tts_speaking_rate",schemaPath:"#/properties/clear_tts_speaking_rate/type",keyword:"type",params:{type: "boolean"},schema:schema105.properties.clear_tts_speaking_rate.type,parentSchema:schema105.properties.clear_tts_speaking_rate,data:data24});
errors++;
}
}
}
if(data.tts_playback_rate !== undefined){
const before24 = errors;
if(!(validate76(data.tts_playback_rate, {instancePath:instancePath+"/tts_playback_rate",parentData:data,parentDataProperty:"tts_playback_rate",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate76.errors : vErrors.concat(validate76.errors);
errors = vErrors.length;
}
if(errors > before24){
behind(vErrors, before24, "#/properties/tts_playback_rate/$ref");
}
}
if(data.clear_tts_playback_rate !== undefined){
let data26 = data.clear_tts_playback_rate;
if(typeof data26 !== "boolean"){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/clear_tts_playback_rate",schemaPath:"#/properties/clear_tts_playback_rate/type",keyword:"type",params:{type: "boolean"},schema:schema105.properties.clear_tts_playback_rate.type,parentSchema:schema105.properties.clear_tts_playback_rate,data:data26});
errors++;
}
}
}
if(data.response_delay_seconds !== undefined){
const before25 = errors;
if(!(validate78(data.response_delay_seconds, {instancePath:instancePath+"/response_delay_seconds",parentData:data,parentDataProperty:"response_delay_seconds",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate78.errors : vErrors.concat(validate78.errors);
errors = vErrors.length;
}
if(errors > before25){
behind(vErrors, before25, "#/properties/response_delay_seconds/$ref");
}
}
if(data.clear_response_delay_seconds !== undefined){
let data28 = data.clear_response_delay_seconds;
if(typeof data28 !== "boolean"){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/clear_response_delay_seconds",schemaPath:"#/properties/clear_response_delay_seconds/type",keyword:"type",params:{type: "boolean"},schema:schema105.properties.clear_response_delay_seconds.type,parentSchema:schema105.properties.clear_response_delay_seconds,data:data28});
errors++;
}
}
}
if(data.inactivity_timeout_seconds !== undefined){
let data29 = data.inactivity_timeout_seconds;
const _errs55 = errors;
const around5 = floor;
let valid6 = false;
floor = outer + errors;
const _errs56 = errors;
const before26 = errors;
if(!(validate80(data29, {instancePath:instancePath+"/inactivity_timeout_seconds",parentData:data,parentDataProperty:"inactivity_timeout_seconds",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate80.errors : vErrors.concat(validate80.errors);
errors = vErrors.length;
}
if(errors > before26){
behind(vErrors, before26, "#/properties/inactivity_timeout_seconds/anyOf/0/$ref");
}
var _valid5 = _errs56 === errors;
valid6 = valid6 || _valid5;
floor = outer + errors;
const _errs57 = errors;
if(data29 !== null){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/inactivity_timeout_seconds",schemaPath:"#/properties/inactivity_timeout_seconds/anyOf/1/type",keyword:"type",params:{type: "null"},schema:schema105.properties.inactivity_timeout_seconds.anyOf[1].type,parentSchema:schema105.properties.inactivity_timeout_seconds.anyOf[1],data:data29});
errors++;
}
}
var _valid5 = _errs57 === errors;
valid6 = valid6 || _valid5;
if(!valid6){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/inactivity_timeout_seconds",schemaPath:"#/properties/inactivity_timeout_seconds/anyOf",keyword:"anyOf",params:{},schema:schema105.properties.inactivity_timeout_seconds.anyOf,parentSchema:schema105.properties.inactivity_timeout_seconds,data:data29});
errors++;
}
}
else {
errors = _errs55;
if(vErrors !== null){
if(_errs55){
vErrors.length = _errs55;
}
else {
vErrors = null;
}
}
}
floor = around5;
}
if(data.background_noise_preset !== undefined){
const before27 = errors;
if(!(validate148(data.background_noise_preset, {instancePath:instancePath+"/background_noise_preset",parentData:data,parentDataProperty:"background_noise_preset",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate148.errors : vErrors.concat(validate148.errors);
errors = vErrors.length;
}
if(errors > before27){
behind(vErrors, before27, "#/properties/background_noise_preset/$ref");
}
}
if(data.background_noise_volume !== undefined){
let data31 = data.background_noise_volume;
const _errs61 = errors;
const around6 = floor;
let valid7 = false;
floor = outer + errors;
const _errs62 = errors;
const before28 = errors;
if(!(validate84(data31, {instancePath:instancePath+"/background_noise_volume",parentData:data,parentDataProperty:"background_noise_volume",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate84.errors : vErrors.concat(validate84.errors);
errors = vErrors.length;
}
if(errors > before28){
behind(vErrors, before28, "#/properties/background_noise_volume/anyOf/0/$ref");
}
var _valid6 = _errs62 === errors;
valid7 = valid7 || _valid6;
floor = outer + errors;
const _errs63 = errors;
if(data31 !== null){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/background_noise_volume",schemaPath:"#/properties/background_noise_volume/anyOf/1/type",keyword:"type",params:{type: "null"},schema:schema105.properties.background_noise_volume.anyOf[1].type,parentSchema:schema105.properties.background_noise_volume.anyOf[1],data:data31});
errors++;
}
}
var _valid6 = _errs63 === errors;
valid7 = valid7 || _valid6;
if(!valid7){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/background_noise_volume",schemaPath:"#/properties/background_noise_volume/anyOf",keyword:"anyOf",params:{},schema:schema105.properties.background_noise_volume.anyOf,parentSchema:schema105.properties.background_noise_volume,data:data31});
errors++;
}
}
else {
errors = _errs61;
if(vErrors !== null){
if(_errs61){
vErrors.length = _errs61;
}
else {
vErrors = null;
}
}
}
floor = around6;
}
if(data.stt_override !== undefined){
const before29 = errors;
if(!(validate270(data.stt_override, {instancePath:instancePath+"/stt_override",parentData:data,parentDataProperty:"stt_override",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate270.errors : vErrors.concat(validate270.errors);
errors = vErrors.length;
}
if(errors > before29){
behind(vErrors, before29, "#/properties/stt_override/$ref");
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},schema:schema105.type,parentSchema:schema105,data});
errors++;
}
}
validate240.errors = vErrors;
return errors === 0;
}
validate240.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate239(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate239.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const before0 = errors;
if(!(validate240(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate240.errors : vErrors.concat(validate240.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/allOf/0/$ref");
}
validate239.errors = vErrors;
return errors === 0;
}
validate239.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const createConversationBody = validate274;
const schema107 = {"allOf":[{"$ref":"#/$defs/CreateConversationRequest"}]};
const schema108 = {"type":"object","additionalProperties":false,"properties":{"user_identity":{"$ref":"#/$defs/CallerIdentity"},"dynamic_variables":{"$ref":"#/$defs/DynamicVariables"}}};

function validate275(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate275.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 of namesOf(data)){
if(outer + errors - floor >= 500)break;
if(!((key0 === "user_identity") || (key0 === "dynamic_variables"))){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},schema:false,parentSchema:schema108,data});
errors++;
}
}
}
if(data.user_identity !== undefined){
const before0 = errors;
if(!(validate167(data.user_identity, {instancePath:instancePath+"/user_identity",parentData:data,parentDataProperty:"user_identity",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate167.errors : vErrors.concat(validate167.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/properties/user_identity/$ref");
}
}
if(data.dynamic_variables !== undefined){
const before1 = errors;
if(!(validate178(data.dynamic_variables, {instancePath:instancePath+"/dynamic_variables",parentData:data,parentDataProperty:"dynamic_variables",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate178.errors : vErrors.concat(validate178.errors);
errors = vErrors.length;
}
if(errors > before1){
behind(vErrors, before1, "#/properties/dynamic_variables/$ref");
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},schema:schema108.type,parentSchema:schema108,data});
errors++;
}
}
validate275.errors = vErrors;
return errors === 0;
}
validate275.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate274(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate274.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const before0 = errors;
if(!(validate275(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate275.errors : vErrors.concat(validate275.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/allOf/0/$ref");
}
validate274.errors = vErrors;
return errors === 0;
}
validate274.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const createConversation201 = validate279;
const schema109 = {"allOf":[{"$ref":"#/$defs/ConversationSession"}]};
const schema110 = {"type":"object","additionalProperties":false,"required":["conversation","token","url"],"properties":{"conversation":{"$ref":"#/$defs/Conversation"},"token":{"type":"string","maxLength":4000,"contentMediaType":"application/jwt"},"url":{"type":"string","format":"uri","maxLength":2048}}};

function validate280(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate280.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.conversation === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "conversation"},schema:schema110.required,parentSchema:schema110,data});
errors++;
}
}
if(data.token === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "token"},schema:schema110.required,parentSchema:schema110,data});
errors++;
}
}
if(data.url === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "url"},schema:schema110.required,parentSchema:schema110,data});
errors++;
}
}
for(const key0 of namesOf(data)){
if(outer + errors - floor >= 500)break;
if(!(((key0 === "conversation") || (key0 === "token")) || (key0 === "url"))){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},schema:false,parentSchema:schema110,data});
errors++;
}
}
}
if(data.conversation !== undefined){
const before0 = errors;
if(!(validate172(data.conversation, {instancePath:instancePath+"/conversation",parentData:data,parentDataProperty:"conversation",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate172.errors : vErrors.concat(validate172.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/properties/conversation/$ref");
}
}
if(data.token !== undefined){
let data1 = data.token;
if(typeof data1 === "string"){
if(func0(data1) > 4000){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/token",schemaPath:"#/properties/token/maxLength",keyword:"maxLength",params:{limit: 4000},schema:4000,parentSchema:schema110.properties.token,data:data1});
errors++;
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/token",schemaPath:"#/properties/token/type",keyword:"type",params:{type: "string"},schema:schema110.properties.token.type,parentSchema:schema110.properties.token,data:data1});
errors++;
}
}
}
if(data.url !== undefined){
let data2 = data.url;
if(typeof data2 === "string"){
if(func0(data2) > 2048){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/url",schemaPath:"#/properties/url/maxLength",keyword:"maxLength",params:{limit: 2048},schema:2048,parentSchema:schema110.properties.url,data:data2});
errors++;
}
}
if(!(formats2(data2))){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/url",schemaPath:"#/properties/url/format",keyword:"format",params:{format: "uri"},schema:"uri",parentSchema:schema110.properties.url,data:data2});
errors++;
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/url",schemaPath:"#/properties/url/type",keyword:"type",params:{type: "string"},schema:schema110.properties.url.type,parentSchema:schema110.properties.url,data:data2});
errors++;
}
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},schema:schema110.type,parentSchema:schema110,data});
errors++;
}
}
validate280.errors = vErrors;
return errors === 0;
}
validate280.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate279(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate279.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const before0 = errors;
if(!(validate280(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate280.errors : vErrors.concat(validate280.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/allOf/0/$ref");
}
validate279.errors = vErrors;
return errors === 0;
}
validate279.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const createConversation201Headers = validate283;
const schema111 = {"type":"object","properties":{"x-request-id":{"$ref":"#/$defs/RequestId"},"location":{"type":"string","format":"uri-reference","maxLength":2048},"cache-control":{"type":"string","const":"no-store"},"idempotent-replayed":{"type":"string","enum":["true"]}},"required":["x-request-id","location","cache-control"]};

function validate283(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate283.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data["x-request-id"] === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "x-request-id"},schema:schema111.required,parentSchema:schema111,data});
errors++;
}
}
if(data.location === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "location"},schema:schema111.required,parentSchema:schema111,data});
errors++;
}
}
if(data["cache-control"] === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "cache-control"},schema:schema111.required,parentSchema:schema111,data});
errors++;
}
}
if(data["x-request-id"] !== undefined){
const before0 = errors;
if(!(validate96(data["x-request-id"], {instancePath:instancePath+"/x-request-id",parentData:data,parentDataProperty:"x-request-id",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate96.errors : vErrors.concat(validate96.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/properties/x-request-id/$ref");
}
}
if(data.location !== undefined){
let data1 = data.location;
if(typeof data1 === "string"){
if(func0(data1) > 2048){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/location",schemaPath:"#/properties/location/maxLength",keyword:"maxLength",params:{limit: 2048},schema:2048,parentSchema:schema111.properties.location,data:data1});
errors++;
}
}
if(!(formats8.test(data1))){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/location",schemaPath:"#/properties/location/format",keyword:"format",params:{format: "uri-reference"},schema:"uri-reference",parentSchema:schema111.properties.location,data:data1});
errors++;
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/location",schemaPath:"#/properties/location/type",keyword:"type",params:{type: "string"},schema:schema111.properties.location.type,parentSchema:schema111.properties.location,data:data1});
errors++;
}
}
}
if(data["cache-control"] !== undefined){
let data2 = data["cache-control"];
if(typeof data2 !== "string"){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/cache-control",schemaPath:"#/properties/cache-control/type",keyword:"type",params:{type: "string"},schema:schema111.properties["cache-control"].type,parentSchema:schema111.properties["cache-control"],data:data2});
errors++;
}
}
if("no-store" !== data2){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/cache-control",schemaPath:"#/properties/cache-control/const",keyword:"const",params:{allowedValue: "no-store"},schema:"no-store",parentSchema:schema111.properties["cache-control"],data:data2});
errors++;
}
}
}
if(data["idempotent-replayed"] !== undefined){
let data3 = data["idempotent-replayed"];
if(typeof data3 !== "string"){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/idempotent-replayed",schemaPath:"#/properties/idempotent-replayed/type",keyword:"type",params:{type: "string"},schema:schema111.properties["idempotent-replayed"].type,parentSchema:schema111.properties["idempotent-replayed"],data:data3});
errors++;
}
}
if(!(data3 === "true")){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/idempotent-replayed",schemaPath:"#/properties/idempotent-replayed/enum",keyword:"enum",params:{allowedValues: schema111.properties["idempotent-replayed"].enum},schema:schema111.properties["idempotent-replayed"].enum,parentSchema:schema111.properties["idempotent-replayed"],data:data3});
errors++;
}
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},schema:schema111.type,parentSchema:schema111,data});
errors++;
}
}
validate283.errors = vErrors;
return errors === 0;
}
validate283.evaluated = {"props":{"x-request-id":true,"location":true,"cache-control":true,"idempotent-replayed":true},"dynamicProps":false,"dynamicItems":false};

export const listMemoriesQuery = validate285;
const schema112 = {"type":"object","properties":{"caller_identity":{"$ref":"#/$defs/CallerIdentity"},"limit":{"type":"integer","format":"int32","minimum":1,"maximum":200},"cursor":{"$ref":"#/$defs/Cursor"}},"required":[],"additionalProperties":false};

function validate285(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate285.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 of namesOf(data)){
if(outer + errors - floor >= 500)break;
if(!(((key0 === "caller_identity") || (key0 === "limit")) || (key0 === "cursor"))){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},schema:false,parentSchema:schema112,data});
errors++;
}
}
}
if(data.caller_identity !== undefined){
const before0 = errors;
if(!(validate167(data.caller_identity, {instancePath:instancePath+"/caller_identity",parentData:data,parentDataProperty:"caller_identity",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate167.errors : vErrors.concat(validate167.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/properties/caller_identity/$ref");
}
}
if(data.limit !== undefined){
let data1 = data.limit;
if(!((typeof data1 == "number") && (!(data1 % 1) && !isNaN(data1)))){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/limit",schemaPath:"#/properties/limit/type",keyword:"type",params:{type: "integer"},schema:schema112.properties.limit.type,parentSchema:schema112.properties.limit,data:data1});
errors++;
}
}
if(typeof data1 == "number"){
if(data1 > 200 || isNaN(data1)){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/limit",schemaPath:"#/properties/limit/maximum",keyword:"maximum",params:{comparison: "<=", limit: 200},schema:200,parentSchema:schema112.properties.limit,data:data1});
errors++;
}
}
if(data1 < 1 || isNaN(data1)){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/limit",schemaPath:"#/properties/limit/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},schema:1,parentSchema:schema112.properties.limit,data:data1});
errors++;
}
}
if(!(formats0.validate(data1))){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/limit",schemaPath:"#/properties/limit/format",keyword:"format",params:{format: "int32"},schema:"int32",parentSchema:schema112.properties.limit,data:data1});
errors++;
}
}
}
}
if(data.cursor !== undefined){
const before1 = errors;
if(!(validate2(data.cursor, {instancePath:instancePath+"/cursor",parentData:data,parentDataProperty:"cursor",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate2.errors : vErrors.concat(validate2.errors);
errors = vErrors.length;
}
if(errors > before1){
behind(vErrors, before1, "#/properties/cursor/$ref");
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},schema:schema112.type,parentSchema:schema112,data});
errors++;
}
}
validate285.errors = vErrors;
return errors === 0;
}
validate285.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const listMemories200 = validate288;
const schema113 = {"allOf":[{"$ref":"#/$defs/MemoryList"}]};
const schema114 = {"type":"object","additionalProperties":false,"required":["memories","next_cursor","has_more"],"properties":{"memories":{"type":"array","maxItems":200,"items":{"$ref":"#/$defs/Memory"}},"next_cursor":{"$ref":"#/$defs/NextCursor"},"has_more":{"$ref":"#/$defs/HasMore"}}};
const schema115 = {"type":"object","additionalProperties":false,"required":["id","agent_id","caller_identity","fact","confidence","created_at"],"properties":{"id":{"$ref":"#/$defs/MemoryId"},"agent_id":{"$ref":"#/$defs/AgentId"},"caller_identity":{"$ref":"#/$defs/CallerIdentity"},"fact":{"$ref":"#/$defs/Fact"},"confidence":{"$ref":"#/$defs/Confidence"},"created_at":{"$ref":"#/$defs/Moment"},"source_conversation_id":{"$ref":"#/$defs/ConversationId"}}};
const schema116 = {"type":"string","pattern":"^memory_[0-7][0-9a-hjkmnp-tv-z]{25}$","minLength":33,"maxLength":33};
const pattern21 = new RegExp("^memory_[0-7][0-9a-hjkmnp-tv-z]{25}$", "u");

function validate291(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate291.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(typeof data === "string"){
if(func0(data) > 33){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/maxLength",keyword:"maxLength",params:{limit: 33},schema:33,parentSchema:schema116,data});
errors++;
}
}
if(func0(data) < 33){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/minLength",keyword:"minLength",params:{limit: 33},schema:33,parentSchema:schema116,data});
errors++;
}
}
if(!pattern21.test(data)){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/pattern",keyword:"pattern",params:{pattern: "^memory_[0-7][0-9a-hjkmnp-tv-z]{25}$"},schema:"^memory_[0-7][0-9a-hjkmnp-tv-z]{25}$",parentSchema:schema116,data});
errors++;
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "string"},schema:schema116.type,parentSchema:schema116,data});
errors++;
}
}
validate291.errors = vErrors;
return errors === 0;
}
validate291.evaluated = {"dynamicProps":false,"dynamicItems":false};

const schema117 = {"type":"string","minLength":1,"maxLength":2000};

function validate295(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate295.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(typeof data === "string"){
if(func0(data) > 2000){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/maxLength",keyword:"maxLength",params:{limit: 2000},schema:2000,parentSchema:schema117,data});
errors++;
}
}
if(func0(data) < 1){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/minLength",keyword:"minLength",params:{limit: 1},schema:1,parentSchema:schema117,data});
errors++;
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "string"},schema:schema117.type,parentSchema:schema117,data});
errors++;
}
}
validate295.errors = vErrors;
return errors === 0;
}
validate295.evaluated = {"dynamicProps":false,"dynamicItems":false};

const schema118 = {"type":"number","format":"double","minimum":0,"maximum":1};

function validate297(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate297.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(typeof data == "number"){
if(data > 1 || isNaN(data)){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1},schema:1,parentSchema:schema118,data});
errors++;
}
}
if(data < 0 || isNaN(data)){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},schema:0,parentSchema:schema118,data});
errors++;
}
}
if(!(formats4.validate(data))){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/format",keyword:"format",params:{format: "double"},schema:"double",parentSchema:schema118,data});
errors++;
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "number"},schema:schema118.type,parentSchema:schema118,data});
errors++;
}
}
validate297.errors = vErrors;
return errors === 0;
}
validate297.evaluated = {"dynamicProps":false,"dynamicItems":false};


function validate290(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate290.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.id === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "id"},schema:schema115.required,parentSchema:schema115,data});
errors++;
}
}
if(data.agent_id === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "agent_id"},schema:schema115.required,parentSchema:schema115,data});
errors++;
}
}
if(data.caller_identity === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "caller_identity"},schema:schema115.required,parentSchema:schema115,data});
errors++;
}
}
if(data.fact === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "fact"},schema:schema115.required,parentSchema:schema115,data});
errors++;
}
}
if(data.confidence === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "confidence"},schema:schema115.required,parentSchema:schema115,data});
errors++;
}
}
if(data.created_at === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "created_at"},schema:schema115.required,parentSchema:schema115,data});
errors++;
}
}
for(const key0 of namesOf(data)){
if(outer + errors - floor >= 500)break;
if(!(((((((key0 === "id") || (key0 === "agent_id")) || (key0 === "caller_identity")) || (key0 === "fact")) || (key0 === "confidence")) || (key0 === "created_at")) || (key0 === "source_conversation_id"))){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},schema:false,parentSchema:schema115,data});
errors++;
}
}
}
if(data.id !== undefined){
const before0 = errors;
if(!(validate291(data.id, {instancePath:instancePath+"/id",parentData:data,parentDataProperty:"id",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate291.errors : vErrors.concat(validate291.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/properties/id/$ref");
}
}
if(data.agent_id !== undefined){
const before1 = errors;
if(!(validate8(data.agent_id, {instancePath:instancePath+"/agent_id",parentData:data,parentDataProperty:"agent_id",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate8.errors : vErrors.concat(validate8.errors);
errors = vErrors.length;
}
if(errors > before1){
behind(vErrors, before1, "#/properties/agent_id/$ref");
}
}
if(data.caller_identity !== undefined){
const before2 = errors;
if(!(validate167(data.caller_identity, {instancePath:instancePath+"/caller_identity",parentData:data,parentDataProperty:"caller_identity",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate167.errors : vErrors.concat(validate167.errors);
errors = vErrors.length;
}
if(errors > before2){
behind(vErrors, before2, "#/properties/caller_identity/$ref");
}
}
if(data.fact !== undefined){
const before3 = errors;
if(!(validate295(data.fact, {instancePath:instancePath+"/fact",parentData:data,parentDataProperty:"fact",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate295.errors : vErrors.concat(validate295.errors);
errors = vErrors.length;
}
if(errors > before3){
behind(vErrors, before3, "#/properties/fact/$ref");
}
}
if(data.confidence !== undefined){
const before4 = errors;
if(!(validate297(data.confidence, {instancePath:instancePath+"/confidence",parentData:data,parentDataProperty:"confidence",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate297.errors : vErrors.concat(validate297.errors);
errors = vErrors.length;
}
if(errors > before4){
behind(vErrors, before4, "#/properties/confidence/$ref");
}
}
if(data.created_at !== undefined){
const before5 = errors;
if(!(validate192(data.created_at, {instancePath:instancePath+"/created_at",parentData:data,parentDataProperty:"created_at",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate192.errors : vErrors.concat(validate192.errors);
errors = vErrors.length;
}
if(errors > before5){
behind(vErrors, before5, "#/properties/created_at/$ref");
}
}
if(data.source_conversation_id !== undefined){
const before6 = errors;
if(!(validate173(data.source_conversation_id, {instancePath:instancePath+"/source_conversation_id",parentData:data,parentDataProperty:"source_conversation_id",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate173.errors : vErrors.concat(validate173.errors);
errors = vErrors.length;
}
if(errors > before6){
behind(vErrors, before6, "#/properties/source_conversation_id/$ref");
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},schema:schema115.type,parentSchema:schema115,data});
errors++;
}
}
validate290.errors = vErrors;
return errors === 0;
}
validate290.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate289(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate289.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.memories === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "memories"},schema:schema114.required,parentSchema:schema114,data});
errors++;
}
}
if(data.next_cursor === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "next_cursor"},schema:schema114.required,parentSchema:schema114,data});
errors++;
}
}
if(data.has_more === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "has_more"},schema:schema114.required,parentSchema:schema114,data});
errors++;
}
}
for(const key0 of namesOf(data)){
if(outer + errors - floor >= 500)break;
if(!(((key0 === "memories") || (key0 === "next_cursor")) || (key0 === "has_more"))){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},schema:false,parentSchema:schema114,data});
errors++;
}
}
}
if(data.memories !== undefined){
let data0 = data.memories;
if(Array.isArray(data0)){
if(data0.length > 200){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/memories",schemaPath:"#/properties/memories/maxItems",keyword:"maxItems",params:{limit: 200},schema:200,parentSchema:schema114.properties.memories,data:data0});
errors++;
}
}
const len0 = data0.length;
for(let i0=0; i0<len0; i0++){
if(outer + errors - floor >= 500)break;
const before0 = errors;
if(!(validate290(data0[i0], {instancePath:instancePath+"/memories/" + i0,parentData:data0,parentDataProperty:i0,rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate290.errors : vErrors.concat(validate290.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/properties/memories/items/$ref");
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/memories",schemaPath:"#/properties/memories/type",keyword:"type",params:{type: "array"},schema:schema114.properties.memories.type,parentSchema:schema114.properties.memories,data:data0});
errors++;
}
}
}
if(data.next_cursor !== undefined){
const before1 = errors;
if(!(validate89(data.next_cursor, {instancePath:instancePath+"/next_cursor",parentData:data,parentDataProperty:"next_cursor",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate89.errors : vErrors.concat(validate89.errors);
errors = vErrors.length;
}
if(errors > before1){
behind(vErrors, before1, "#/properties/next_cursor/$ref");
}
}
if(data.has_more !== undefined){
const before2 = errors;
if(!(validate92(data.has_more, {instancePath:instancePath+"/has_more",parentData:data,parentDataProperty:"has_more",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate92.errors : vErrors.concat(validate92.errors);
errors = vErrors.length;
}
if(errors > before2){
behind(vErrors, before2, "#/properties/has_more/$ref");
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},schema:schema114.type,parentSchema:schema114,data});
errors++;
}
}
validate289.errors = vErrors;
return errors === 0;
}
validate289.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate288(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate288.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const before0 = errors;
if(!(validate289(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate289.errors : vErrors.concat(validate289.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/allOf/0/$ref");
}
validate288.errors = vErrors;
return errors === 0;
}
validate288.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const purgeMemoriesQuery = validate305;
const schema119 = {"type":"object","properties":{"caller_identity":{"$ref":"#/$defs/CallerIdentity"}},"required":["caller_identity"],"additionalProperties":false};

function validate305(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate305.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.caller_identity === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "caller_identity"},schema:schema119.required,parentSchema:schema119,data});
errors++;
}
}
for(const key0 of namesOf(data)){
if(outer + errors - floor >= 500)break;
if(!(key0 === "caller_identity")){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},schema:false,parentSchema:schema119,data});
errors++;
}
}
}
if(data.caller_identity !== undefined){
const before0 = errors;
if(!(validate167(data.caller_identity, {instancePath:instancePath+"/caller_identity",parentData:data,parentDataProperty:"caller_identity",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate167.errors : vErrors.concat(validate167.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/properties/caller_identity/$ref");
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},schema:schema119.type,parentSchema:schema119,data});
errors++;
}
}
validate305.errors = vErrors;
return errors === 0;
}
validate305.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const deleteMemoryPath = validate307;
const schema120 = {"type":"object","properties":{"memory_id":{"$ref":"#/$defs/MemoryId"}},"required":["memory_id"]};

function validate307(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate307.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.memory_id === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "memory_id"},schema:schema120.required,parentSchema:schema120,data});
errors++;
}
}
if(data.memory_id !== undefined){
const before0 = errors;
if(!(validate291(data.memory_id, {instancePath:instancePath+"/memory_id",parentData:data,parentDataProperty:"memory_id",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate291.errors : vErrors.concat(validate291.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/properties/memory_id/$ref");
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},schema:schema120.type,parentSchema:schema120,data});
errors++;
}
}
validate307.errors = vErrors;
return errors === 0;
}
validate307.evaluated = {"props":{"memory_id":true},"dynamicProps":false,"dynamicItems":false};

export const createSessionHeader = validate309;
const schema121 = {"type":"object","properties":{"origin":{"type":"string"},"x-request-id":{"type":"string"}},"required":[]};

function validate309(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate309.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.origin !== undefined){
let data0 = data.origin;
if(typeof data0 !== "string"){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/origin",schemaPath:"#/properties/origin/type",keyword:"type",params:{type: "string"},schema:schema121.properties.origin.type,parentSchema:schema121.properties.origin,data:data0});
errors++;
}
}
}
if(data["x-request-id"] !== undefined){
let data1 = data["x-request-id"];
if(typeof data1 !== "string"){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/x-request-id",schemaPath:"#/properties/x-request-id/type",keyword:"type",params:{type: "string"},schema:schema121.properties["x-request-id"].type,parentSchema:schema121.properties["x-request-id"],data:data1});
errors++;
}
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},schema:schema121.type,parentSchema:schema121,data});
errors++;
}
}
validate309.errors = vErrors;
return errors === 0;
}
validate309.evaluated = {"props":{"origin":true,"x-request-id":true},"dynamicProps":false,"dynamicItems":false};

export const createSession201Headers = validate310;
const schema122 = {"type":"object","properties":{"x-request-id":{"$ref":"#/$defs/RequestId"},"location":{"type":"string","format":"uri-reference","maxLength":2048},"cache-control":{"type":"string","const":"no-store"}},"required":["x-request-id","location","cache-control"]};

function validate310(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate310.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data["x-request-id"] === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "x-request-id"},schema:schema122.required,parentSchema:schema122,data});
errors++;
}
}
if(data.location === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "location"},schema:schema122.required,parentSchema:schema122,data});
errors++;
}
}
if(data["cache-control"] === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "cache-control"},schema:schema122.required,parentSchema:schema122,data});
errors++;
}
}
if(data["x-request-id"] !== undefined){
const before0 = errors;
if(!(validate96(data["x-request-id"], {instancePath:instancePath+"/x-request-id",parentData:data,parentDataProperty:"x-request-id",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate96.errors : vErrors.concat(validate96.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/properties/x-request-id/$ref");
}
}
if(data.location !== undefined){
let data1 = data.location;
if(typeof data1 === "string"){
if(func0(data1) > 2048){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/location",schemaPath:"#/properties/location/maxLength",keyword:"maxLength",params:{limit: 2048},schema:2048,parentSchema:schema122.properties.location,data:data1});
errors++;
}
}
if(!(formats8.test(data1))){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/location",schemaPath:"#/properties/location/format",keyword:"format",params:{format: "uri-reference"},schema:"uri-reference",parentSchema:schema122.properties.location,data:data1});
errors++;
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/location",schemaPath:"#/properties/location/type",keyword:"type",params:{type: "string"},schema:schema122.properties.location.type,parentSchema:schema122.properties.location,data:data1});
errors++;
}
}
}
if(data["cache-control"] !== undefined){
let data2 = data["cache-control"];
if(typeof data2 !== "string"){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/cache-control",schemaPath:"#/properties/cache-control/type",keyword:"type",params:{type: "string"},schema:schema122.properties["cache-control"].type,parentSchema:schema122.properties["cache-control"],data:data2});
errors++;
}
}
if("no-store" !== data2){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/cache-control",schemaPath:"#/properties/cache-control/const",keyword:"const",params:{allowedValue: "no-store"},schema:"no-store",parentSchema:schema122.properties["cache-control"],data:data2});
errors++;
}
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},schema:schema122.type,parentSchema:schema122,data});
errors++;
}
}
validate310.errors = vErrors;
return errors === 0;
}
validate310.evaluated = {"props":{"x-request-id":true,"location":true,"cache-control":true},"dynamicProps":false,"dynamicItems":false};

export const createSession429Headers = validate312;
const schema123 = {"type":"object","properties":{"x-request-id":{"$ref":"#/$defs/RequestId"},"retry-after":{"type":"integer","format":"int32","minimum":1,"maximum":86400},"ratelimit":{"type":"string","maxLength":1000},"ratelimit-policy":{"type":"string","maxLength":1000}},"required":["x-request-id","retry-after","ratelimit","ratelimit-policy"]};

function validate312(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate312.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data["x-request-id"] === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "x-request-id"},schema:schema123.required,parentSchema:schema123,data});
errors++;
}
}
if(data["retry-after"] === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "retry-after"},schema:schema123.required,parentSchema:schema123,data});
errors++;
}
}
if(data.ratelimit === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "ratelimit"},schema:schema123.required,parentSchema:schema123,data});
errors++;
}
}
if(data["ratelimit-policy"] === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "ratelimit-policy"},schema:schema123.required,parentSchema:schema123,data});
errors++;
}
}
if(data["x-request-id"] !== undefined){
const before0 = errors;
if(!(validate96(data["x-request-id"], {instancePath:instancePath+"/x-request-id",parentData:data,parentDataProperty:"x-request-id",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate96.errors : vErrors.concat(validate96.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/properties/x-request-id/$ref");
}
}
if(data["retry-after"] !== undefined){
let data1 = data["retry-after"];
if(!((typeof data1 == "number") && (!(data1 % 1) && !isNaN(data1)))){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/retry-after",schemaPath:"#/properties/retry-after/type",keyword:"type",params:{type: "integer"},schema:schema123.properties["retry-after"].type,parentSchema:schema123.properties["retry-after"],data:data1});
errors++;
}
}
if(typeof data1 == "number"){
if(data1 > 86400 || isNaN(data1)){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/retry-after",schemaPath:"#/properties/retry-after/maximum",keyword:"maximum",params:{comparison: "<=", limit: 86400},schema:86400,parentSchema:schema123.properties["retry-after"],data:data1});
errors++;
}
}
if(data1 < 1 || isNaN(data1)){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/retry-after",schemaPath:"#/properties/retry-after/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},schema:1,parentSchema:schema123.properties["retry-after"],data:data1});
errors++;
}
}
if(!(formats0.validate(data1))){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/retry-after",schemaPath:"#/properties/retry-after/format",keyword:"format",params:{format: "int32"},schema:"int32",parentSchema:schema123.properties["retry-after"],data:data1});
errors++;
}
}
}
}
if(data.ratelimit !== undefined){
let data2 = data.ratelimit;
if(typeof data2 === "string"){
if(func0(data2) > 1000){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/ratelimit",schemaPath:"#/properties/ratelimit/maxLength",keyword:"maxLength",params:{limit: 1000},schema:1000,parentSchema:schema123.properties.ratelimit,data:data2});
errors++;
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/ratelimit",schemaPath:"#/properties/ratelimit/type",keyword:"type",params:{type: "string"},schema:schema123.properties.ratelimit.type,parentSchema:schema123.properties.ratelimit,data:data2});
errors++;
}
}
}
if(data["ratelimit-policy"] !== undefined){
let data3 = data["ratelimit-policy"];
if(typeof data3 === "string"){
if(func0(data3) > 1000){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/ratelimit-policy",schemaPath:"#/properties/ratelimit-policy/maxLength",keyword:"maxLength",params:{limit: 1000},schema:1000,parentSchema:schema123.properties["ratelimit-policy"],data:data3});
errors++;
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/ratelimit-policy",schemaPath:"#/properties/ratelimit-policy/type",keyword:"type",params:{type: "string"},schema:schema123.properties["ratelimit-policy"].type,parentSchema:schema123.properties["ratelimit-policy"],data:data3});
errors++;
}
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},schema:schema123.type,parentSchema:schema123,data});
errors++;
}
}
validate312.errors = vErrors;
return errors === 0;
}
validate312.evaluated = {"props":{"x-request-id":true,"retry-after":true,"ratelimit":true,"ratelimit-policy":true},"dynamicProps":false,"dynamicItems":false};

export const getWidgetConfig200 = validate314;
const schema124 = {"allOf":[{"$ref":"#/$defs/WidgetConfig"}]};

function validate314(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate314.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const before0 = errors;
if(!(validate32(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate32.errors : vErrors.concat(validate32.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/allOf/0/$ref");
}
validate314.errors = vErrors;
return errors === 0;
}
validate314.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const claimConversationBody = validate316;
const schema125 = {"allOf":[{"$ref":"#/$defs/ClaimConversationRequest"}]};
const schema126 = {"type":"object","additionalProperties":false,"required":["worker_id"],"properties":{"worker_id":{"$ref":"#/$defs/WorkerId"}}};
const schema127 = {"type":"string","minLength":1,"maxLength":200};

function validate318(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate318.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(typeof data === "string"){
if(func0(data) > 200){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/maxLength",keyword:"maxLength",params:{limit: 200},schema:200,parentSchema:schema127,data});
errors++;
}
}
if(func0(data) < 1){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/minLength",keyword:"minLength",params:{limit: 1},schema:1,parentSchema:schema127,data});
errors++;
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "string"},schema:schema127.type,parentSchema:schema127,data});
errors++;
}
}
validate318.errors = vErrors;
return errors === 0;
}
validate318.evaluated = {"dynamicProps":false,"dynamicItems":false};


function validate317(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate317.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.worker_id === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "worker_id"},schema:schema126.required,parentSchema:schema126,data});
errors++;
}
}
for(const key0 of namesOf(data)){
if(outer + errors - floor >= 500)break;
if(!(key0 === "worker_id")){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},schema:false,parentSchema:schema126,data});
errors++;
}
}
}
if(data.worker_id !== undefined){
const before0 = errors;
if(!(validate318(data.worker_id, {instancePath:instancePath+"/worker_id",parentData:data,parentDataProperty:"worker_id",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate318.errors : vErrors.concat(validate318.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/properties/worker_id/$ref");
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},schema:schema126.type,parentSchema:schema126,data});
errors++;
}
}
validate317.errors = vErrors;
return errors === 0;
}
validate317.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate316(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate316.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const before0 = errors;
if(!(validate317(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate317.errors : vErrors.concat(validate317.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/allOf/0/$ref");
}
validate316.errors = vErrors;
return errors === 0;
}
validate316.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const claimConversation200 = validate321;
const schema128 = {"allOf":[{"$ref":"#/$defs/ClaimedConversation"}]};
const schema129 = {"type":"object","additionalProperties":false,"required":["conversation","dispatch","llm_api_key"],"properties":{"conversation":{"$ref":"#/$defs/Conversation"},"dispatch":{"$ref":"#/$defs/DispatchMetadata"},"llm_api_key":{"type":["string","null"],"maxLength":4096}}};
const schema130 = {"type":"object","additionalProperties":false,"required":["conversation_id","agent_id","caller_identity","language","prompt","first_message","llm","voice_id","tts_speaking_rate","tts_playback_rate","stt","response_delay_seconds","inactivity_timeout_seconds","background_noise","amd","save_audio_recording","navigator_mode","ivr_memory_enabled"],"properties":{"conversation_id":{"$ref":"#/$defs/ConversationId"},"agent_id":{"$ref":"#/$defs/AgentId"},"caller_identity":{"anyOf":[{"$ref":"#/$defs/CallerIdentity"},{"type":"null"}]},"language":{"$ref":"#/$defs/LanguageCode"},"prompt":{"type":"string","maxLength":200000},"first_message":{"type":"string","maxLength":200000},"llm":{"$ref":"#/$defs/DispatchLlm"},"voice_id":{"$ref":"#/$defs/VoiceSlug"},"tts_speaking_rate":{"$ref":"#/$defs/TtsSpeakingRate"},"tts_playback_rate":{"$ref":"#/$defs/TtsPlaybackRate"},"stt":{"$ref":"#/$defs/SttStack"},"response_delay_seconds":{"type":["number","null"],"format":"double","minimum":0,"maximum":5},"inactivity_timeout_seconds":{"type":"integer","format":"int32","minimum":1,"maximum":2147483647},"background_noise":{"anyOf":[{"$ref":"#/$defs/DispatchNoise"},{"type":"null"}]},"amd":{"$ref":"#/$defs/Amd"},"save_audio_recording":{"$ref":"#/$defs/SaveAudioRecording"},"navigator_mode":{"$ref":"#/$defs/NavigatorMode"},"ivr_memory_enabled":{"$ref":"#/$defs/IvrMemoryEnabled"}}};
const schema131 = {"type":"object","additionalProperties":false,"required":["provider","model","temperature","base_url","extra_body"],"properties":{"provider":{"$ref":"#/$defs/LlmProvider"},"model":{"$ref":"#/$defs/LlmModel"},"temperature":{"$ref":"#/$defs/Temperature"},"base_url":{"anyOf":[{"$ref":"#/$defs/LlmBaseUrl"},{"type":"null"}]},"extra_body":{"anyOf":[{"$ref":"#/$defs/LlmExtraBody"},{"type":"null"}]}}};

function validate329(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate329.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.provider === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "provider"},schema:schema131.required,parentSchema:schema131,data});
errors++;
}
}
if(data.model === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "model"},schema:schema131.required,parentSchema:schema131,data});
errors++;
}
}
if(data.temperature === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "temperature"},schema:schema131.required,parentSchema:schema131,data});
errors++;
}
}
if(data.base_url === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "base_url"},schema:schema131.required,parentSchema:schema131,data});
errors++;
}
}
if(data.extra_body === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "extra_body"},schema:schema131.required,parentSchema:schema131,data});
errors++;
}
}
for(const key0 of namesOf(data)){
if(outer + errors - floor >= 500)break;
if(!(((((key0 === "provider") || (key0 === "model")) || (key0 === "temperature")) || (key0 === "base_url")) || (key0 === "extra_body"))){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},schema:false,parentSchema:schema131,data});
errors++;
}
}
}
if(data.provider !== undefined){
const before0 = errors;
if(!(validate20(data.provider, {instancePath:instancePath+"/provider",parentData:data,parentDataProperty:"provider",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate20.errors : vErrors.concat(validate20.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/properties/provider/$ref");
}
}
if(data.model !== undefined){
const before1 = errors;
if(!(validate22(data.model, {instancePath:instancePath+"/model",parentData:data,parentDataProperty:"model",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate22.errors : vErrors.concat(validate22.errors);
errors = vErrors.length;
}
if(errors > before1){
behind(vErrors, before1, "#/properties/model/$ref");
}
}
if(data.temperature !== undefined){
const before2 = errors;
if(!(validate30(data.temperature, {instancePath:instancePath+"/temperature",parentData:data,parentDataProperty:"temperature",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate30.errors : vErrors.concat(validate30.errors);
errors = vErrors.length;
}
if(errors > before2){
behind(vErrors, before2, "#/properties/temperature/$ref");
}
}
if(data.base_url !== undefined){
let data3 = data.base_url;
const _errs6 = errors;
const around0 = floor;
let valid1 = false;
floor = outer + errors;
const _errs7 = errors;
const before3 = errors;
if(!(validate24(data3, {instancePath:instancePath+"/base_url",parentData:data,parentDataProperty:"base_url",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate24.errors : vErrors.concat(validate24.errors);
errors = vErrors.length;
}
if(errors > before3){
behind(vErrors, before3, "#/properties/base_url/anyOf/0/$ref");
}
var _valid0 = _errs7 === errors;
valid1 = valid1 || _valid0;
floor = outer + errors;
const _errs8 = errors;
if(data3 !== null){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/base_url",schemaPath:"#/properties/base_url/anyOf/1/type",keyword:"type",params:{type: "null"},schema:schema131.properties.base_url.anyOf[1].type,parentSchema:schema131.properties.base_url.anyOf[1],data:data3});
errors++;
}
}
var _valid0 = _errs8 === errors;
valid1 = valid1 || _valid0;
if(!valid1){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/base_url",schemaPath:"#/properties/base_url/anyOf",keyword:"anyOf",params:{},schema:schema131.properties.base_url.anyOf,parentSchema:schema131.properties.base_url,data:data3});
errors++;
}
}
else {
errors = _errs6;
if(vErrors !== null){
if(_errs6){
vErrors.length = _errs6;
}
else {
vErrors = null;
}
}
}
floor = around0;
}
if(data.extra_body !== undefined){
let data4 = data.extra_body;
const _errs11 = errors;
const around1 = floor;
let valid2 = false;
floor = outer + errors;
const _errs12 = errors;
const before4 = errors;
if(!(validate26(data4, {instancePath:instancePath+"/extra_body",parentData:data,parentDataProperty:"extra_body",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate26.errors : vErrors.concat(validate26.errors);
errors = vErrors.length;
}
if(errors > before4){
behind(vErrors, before4, "#/properties/extra_body/anyOf/0/$ref");
}
var _valid1 = _errs12 === errors;
valid2 = valid2 || _valid1;
floor = outer + errors;
const _errs13 = errors;
if(data4 !== null){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/extra_body",schemaPath:"#/properties/extra_body/anyOf/1/type",keyword:"type",params:{type: "null"},schema:schema131.properties.extra_body.anyOf[1].type,parentSchema:schema131.properties.extra_body.anyOf[1],data:data4});
errors++;
}
}
var _valid1 = _errs13 === errors;
valid2 = valid2 || _valid1;
if(!valid2){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/extra_body",schemaPath:"#/properties/extra_body/anyOf",keyword:"anyOf",params:{},schema:schema131.properties.extra_body.anyOf,parentSchema:schema131.properties.extra_body,data:data4});
errors++;
}
}
else {
errors = _errs11;
if(vErrors !== null){
if(_errs11){
vErrors.length = _errs11;
}
else {
vErrors = null;
}
}
}
floor = around1;
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},schema:schema131.type,parentSchema:schema131,data});
errors++;
}
}
validate329.errors = vErrors;
return errors === 0;
}
validate329.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema132 = {"type":"object","additionalProperties":false,"required":["preset","volume"],"properties":{"preset":{"$ref":"#/$defs/BackgroundNoisePreset"},"volume":{"$ref":"#/$defs/BackgroundNoiseVolume"}}};

function validate340(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate340.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.preset === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "preset"},schema:schema132.required,parentSchema:schema132,data});
errors++;
}
}
if(data.volume === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "volume"},schema:schema132.required,parentSchema:schema132,data});
errors++;
}
}
for(const key0 of namesOf(data)){
if(outer + errors - floor >= 500)break;
if(!((key0 === "preset") || (key0 === "volume"))){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},schema:false,parentSchema:schema132,data});
errors++;
}
}
}
if(data.preset !== undefined){
const before0 = errors;
if(!(validate82(data.preset, {instancePath:instancePath+"/preset",parentData:data,parentDataProperty:"preset",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate82.errors : vErrors.concat(validate82.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/properties/preset/$ref");
}
}
if(data.volume !== undefined){
const before1 = errors;
if(!(validate84(data.volume, {instancePath:instancePath+"/volume",parentData:data,parentDataProperty:"volume",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate84.errors : vErrors.concat(validate84.errors);
errors = vErrors.length;
}
if(errors > before1){
behind(vErrors, before1, "#/properties/volume/$ref");
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},schema:schema132.type,parentSchema:schema132,data});
errors++;
}
}
validate340.errors = vErrors;
return errors === 0;
}
validate340.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate324(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate324.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.conversation_id === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "conversation_id"},schema:schema130.required,parentSchema:schema130,data});
errors++;
}
}
if(data.agent_id === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "agent_id"},schema:schema130.required,parentSchema:schema130,data});
errors++;
}
}
if(data.caller_identity === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "caller_identity"},schema:schema130.required,parentSchema:schema130,data});
errors++;
}
}
if(data.language === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "language"},schema:schema130.required,parentSchema:schema130,data});
errors++;
}
}
if(data.prompt === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "prompt"},schema:schema130.required,parentSchema:schema130,data});
errors++;
}
}
if(data.first_message === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "first_message"},schema:schema130.required,parentSchema:schema130,data});
errors++;
}
}
if(data.llm === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "llm"},schema:schema130.required,parentSchema:schema130,data});
errors++;
}
}
if(data.voice_id === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "voice_id"},schema:schema130.required,parentSchema:schema130,data});
errors++;
}
}
if(data.tts_speaking_rate === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "tts_speaking_rate"},schema:schema130.required,parentSchema:schema130,data});
errors++;
}
}
if(data.tts_playback_rate === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "tts_playback_rate"},schema:schema130.required,parentSchema:schema130,data});
errors++;
}
}
if(data.stt === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "stt"},schema:schema130.required,parentSchema:schema130,data});
errors++;
}
}
if(data.response_delay_seconds === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "response_delay_seconds"},schema:schema130.required,parentSchema:schema130,data});
errors++;
}
}
if(data.inactivity_timeout_seconds === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "inactivity_timeout_seconds"},schema:schema130.required,parentSchema:schema130,data});
errors++;
}
}
if(data.background_noise === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "background_noise"},schema:schema130.required,parentSchema:schema130,data});
errors++;
}
}
if(data.amd === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "amd"},schema:schema130.required,parentSchema:schema130,data});
errors++;
}
}
if(data.save_audio_recording === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "save_audio_recording"},schema:schema130.required,parentSchema:schema130,data});
errors++;
}
}
if(data.navigator_mode === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "navigator_mode"},schema:schema130.required,parentSchema:schema130,data});
errors++;
}
}
if(data.ivr_memory_enabled === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "ivr_memory_enabled"},schema:schema130.required,parentSchema:schema130,data});
errors++;
}
}
for(const key0 of namesOf(data)){
if(outer + errors - floor >= 500)break;
if(!(func2.call(schema130.properties, key0))){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},schema:false,parentSchema:schema130,data});
errors++;
}
}
}
if(data.conversation_id !== undefined){
const before0 = errors;
if(!(validate173(data.conversation_id, {instancePath:instancePath+"/conversation_id",parentData:data,parentDataProperty:"conversation_id",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate173.errors : vErrors.concat(validate173.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/properties/conversation_id/$ref");
}
}
if(data.agent_id !== undefined){
const before1 = errors;
if(!(validate8(data.agent_id, {instancePath:instancePath+"/agent_id",parentData:data,parentDataProperty:"agent_id",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate8.errors : vErrors.concat(validate8.errors);
errors = vErrors.length;
}
if(errors > before1){
behind(vErrors, before1, "#/properties/agent_id/$ref");
}
}
if(data.caller_identity !== undefined){
let data2 = data.caller_identity;
const _errs5 = errors;
const around0 = floor;
let valid1 = false;
floor = outer + errors;
const _errs6 = errors;
const before2 = errors;
if(!(validate167(data2, {instancePath:instancePath+"/caller_identity",parentData:data,parentDataProperty:"caller_identity",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate167.errors : vErrors.concat(validate167.errors);
errors = vErrors.length;
}
if(errors > before2){
behind(vErrors, before2, "#/properties/caller_identity/anyOf/0/$ref");
}
var _valid0 = _errs6 === errors;
valid1 = valid1 || _valid0;
floor = outer + errors;
const _errs7 = errors;
if(data2 !== null){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/caller_identity",schemaPath:"#/properties/caller_identity/anyOf/1/type",keyword:"type",params:{type: "null"},schema:schema130.properties.caller_identity.anyOf[1].type,parentSchema:schema130.properties.caller_identity.anyOf[1],data:data2});
errors++;
}
}
var _valid0 = _errs7 === errors;
valid1 = valid1 || _valid0;
if(!valid1){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/caller_identity",schemaPath:"#/properties/caller_identity/anyOf",keyword:"anyOf",params:{},schema:schema130.properties.caller_identity.anyOf,parentSchema:schema130.properties.caller_identity,data:data2});
errors++;
}
}
else {
errors = _errs5;
if(vErrors !== null){
if(_errs5){
vErrors.length = _errs5;
}
else {
vErrors = null;
}
}
}
floor = around0;
}
if(data.language !== undefined){
const before3 = errors;
if(!(validate18(data.language, {instancePath:instancePath+"/language",parentData:data,parentDataProperty:"language",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate18.errors : vErrors.concat(validate18.errors);
errors = vErrors.length;
}
if(errors > before3){
behind(vErrors, before3, "#/properties/language/$ref");
}
}
if(data.prompt !== undefined){
let data4 = data.prompt;
if(typeof data4 === "string"){
if(func0(data4) > 200000){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/prompt",schemaPath:"#/properties/prompt/maxLength",keyword:"maxLength",params:{limit: 200000},schema:200000,parentSchema:schema130.properties.prompt,data:data4});
errors++;
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/prompt",schemaPath:"#/properties/prompt/type",keyword:"type",params:{type: "string"},schema:schema130.properties.prompt.type,parentSchema:schema130.properties.prompt,data:data4});
errors++;
}
}
}
if(data.first_message !== undefined){
let data5 = data.first_message;
if(typeof data5 === "string"){
if(func0(data5) > 200000){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/first_message",schemaPath:"#/properties/first_message/maxLength",keyword:"maxLength",params:{limit: 200000},schema:200000,parentSchema:schema130.properties.first_message,data:data5});
errors++;
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/first_message",schemaPath:"#/properties/first_message/type",keyword:"type",params:{type: "string"},schema:schema130.properties.first_message.type,parentSchema:schema130.properties.first_message,data:data5});
errors++;
}
}
}
if(data.llm !== undefined){
const before4 = errors;
if(!(validate329(data.llm, {instancePath:instancePath+"/llm",parentData:data,parentDataProperty:"llm",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate329.errors : vErrors.concat(validate329.errors);
errors = vErrors.length;
}
if(errors > before4){
behind(vErrors, before4, "#/properties/llm/$ref");
}
}
if(data.voice_id !== undefined){
const before5 = errors;
if(!(validate28(data.voice_id, {instancePath:instancePath+"/voice_id",parentData:data,parentDataProperty:"voice_id",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate28.errors : vErrors.concat(validate28.errors);
errors = vErrors.length;
}
if(errors > before5){
behind(vErrors, before5, "#/properties/voice_id/$ref");
}
}
if(data.tts_speaking_rate !== undefined){
const before6 = errors;
if(!(validate74(data.tts_speaking_rate, {instancePath:instancePath+"/tts_speaking_rate",parentData:data,parentDataProperty:"tts_speaking_rate",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate74.errors : vErrors.concat(validate74.errors);
errors = vErrors.length;
}
if(errors > before6){
behind(vErrors, before6, "#/properties/tts_speaking_rate/$ref");
}
}
if(data.tts_playback_rate !== undefined){
const before7 = errors;
if(!(validate76(data.tts_playback_rate, {instancePath:instancePath+"/tts_playback_rate",parentData:data,parentDataProperty:"tts_playback_rate",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate76.errors : vErrors.concat(validate76.errors);
errors = vErrors.length;
}
if(errors > before7){
behind(vErrors, before7, "#/properties/tts_playback_rate/$ref");
}
}
if(data.stt !== undefined){
const before8 = errors;
if(!(validate86(data.stt, {instancePath:instancePath+"/stt",parentData:data,parentDataProperty:"stt",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate86.errors : vErrors.concat(validate86.errors);
errors = vErrors.length;
}
if(errors > before8){
behind(vErrors, before8, "#/properties/stt/$ref");
}
}
if(data.response_delay_seconds !== undefined){
let data11 = data.response_delay_seconds;
if((!(typeof data11 == "number")) && (data11 !== null)){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/response_delay_seconds",schemaPath:"#/properties/response_delay_seconds/type",keyword:"type",params:{type: schema130.properties.response_delay_seconds.type},schema:schema130.properties.response_delay_seconds.type,parentSchema:schema130.properties.response_delay_seconds,data:data11});
errors++;
}
}
if(typeof data11 == "number"){
if(data11 > 5 || isNaN(data11)){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/response_delay_seconds",schemaPath:"#/properties/response_delay_seconds/maximum",keyword:"maximum",params:{comparison: "<=", limit: 5},schema:5,parentSchema:schema130.properties.response_delay_seconds,data:data11});
errors++;
}
}
if(data11 < 0 || isNaN(data11)){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/response_delay_seconds",schemaPath:"#/properties/response_delay_seconds/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},schema:0,parentSchema:schema130.properties.response_delay_seconds,data:data11});
errors++;
}
}
if(!(formats4.validate(data11))){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/response_delay_seconds",schemaPath:"#/properties/response_delay_seconds/format",keyword:"format",params:{format: "double"},schema:"double",parentSchema:schema130.properties.response_delay_seconds,data:data11});
errors++;
}
}
}
}
if(data.inactivity_timeout_seconds !== undefined){
let data12 = data.inactivity_timeout_seconds;
if(!((typeof data12 == "number") && (!(data12 % 1) && !isNaN(data12)))){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/inactivity_timeout_seconds",schemaPath:"#/properties/inactivity_timeout_seconds/type",keyword:"type",params:{type: "integer"},schema:schema130.properties.inactivity_timeout_seconds.type,parentSchema:schema130.properties.inactivity_timeout_seconds,data:data12});
errors++;
}
}
if(typeof data12 == "number"){
if(data12 > 2147483647 || isNaN(data12)){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/inactivity_timeout_seconds",schemaPath:"#/properties/inactivity_timeout_seconds/maximum",keyword:"maximum",params:{comparison: "<=", limit: 2147483647},schema:2147483647,parentSchema:schema130.properties.inactivity_timeout_seconds,data:data12});
errors++;
}
}
if(data12 < 1 || isNaN(data12)){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/inactivity_timeout_seconds",schemaPath:"#/properties/inactivity_timeout_seconds/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},schema:1,parentSchema:schema130.properties.inactivity_timeout_seconds,data:data12});
errors++;
}
}
if(!(formats0.validate(data12))){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/inactivity_timeout_seconds",schemaPath:"#/properties/inactivity_timeout_seconds/format",keyword:"format",params:{format: "int32"},schema:"int32",parentSchema:schema130.properties.inactivity_timeout_seconds,data:data12});
errors++;
}
}
}
}
if(data.background_noise !== undefined){
let data13 = data.background_noise;
const _errs24 = errors;
const around1 = floor;
let valid2 = false;
floor = outer + errors;
const _errs25 = errors;
const before9 = errors;
if(!(validate340(data13, {instancePath:instancePath+"/background_noise",parentData:data,parentDataProperty:"background_noise",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate340.errors : vErrors.concat(validate340.errors);
errors = vErrors.length;
}
if(errors > before9){
behind(vErrors, before9, "#/properties/background_noise/anyOf/0/$ref");
}
var _valid1 = _errs25 === errors;
valid2 = valid2 || _valid1;
floor = outer + errors;
const _errs26 = errors;
if(data13 !== null){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/background_noise",schemaPath:"#/properties/background_noise/anyOf/1/type",keyword:"type",params:{type: "null"},schema:schema130.properties.background_noise.anyOf[1].type,parentSchema:schema130.properties.background_noise.anyOf[1],data:data13});
errors++;
}
}
var _valid1 = _errs26 === errors;
valid2 = valid2 || _valid1;
if(!valid2){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/background_noise",schemaPath:"#/properties/background_noise/anyOf",keyword:"anyOf",params:{},schema:schema130.properties.background_noise.anyOf,parentSchema:schema130.properties.background_noise,data:data13});
errors++;
}
}
else {
errors = _errs24;
if(vErrors !== null){
if(_errs24){
vErrors.length = _errs24;
}
else {
vErrors = null;
}
}
}
floor = around1;
}
if(data.amd !== undefined){
const before10 = errors;
if(!(validate54(data.amd, {instancePath:instancePath+"/amd",parentData:data,parentDataProperty:"amd",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate54.errors : vErrors.concat(validate54.errors);
errors = vErrors.length;
}
if(errors > before10){
behind(vErrors, before10, "#/properties/amd/$ref");
}
}
if(data.save_audio_recording !== undefined){
const before11 = errors;
if(!(validate68(data.save_audio_recording, {instancePath:instancePath+"/save_audio_recording",parentData:data,parentDataProperty:"save_audio_recording",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate68.errors : vErrors.concat(validate68.errors);
errors = vErrors.length;
}
if(errors > before11){
behind(vErrors, before11, "#/properties/save_audio_recording/$ref");
}
}
if(data.navigator_mode !== undefined){
const before12 = errors;
if(!(validate70(data.navigator_mode, {instancePath:instancePath+"/navigator_mode",parentData:data,parentDataProperty:"navigator_mode",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate70.errors : vErrors.concat(validate70.errors);
errors = vErrors.length;
}
if(errors > before12){
behind(vErrors, before12, "#/properties/navigator_mode/$ref");
}
}
if(data.ivr_memory_enabled !== undefined){
const before13 = errors;
if(!(validate72(data.ivr_memory_enabled, {instancePath:instancePath+"/ivr_memory_enabled",parentData:data,parentDataProperty:"ivr_memory_enabled",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate72.errors : vErrors.concat(validate72.errors);
errors = vErrors.length;
}
if(errors > before13){
behind(vErrors, before13, "#/properties/ivr_memory_enabled/$ref");
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},schema:schema130.type,parentSchema:schema130,data});
errors++;
}
}
validate324.errors = vErrors;
return errors === 0;
}
validate324.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate322(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate322.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.conversation === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "conversation"},schema:schema129.required,parentSchema:schema129,data});
errors++;
}
}
if(data.dispatch === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "dispatch"},schema:schema129.required,parentSchema:schema129,data});
errors++;
}
}
if(data.llm_api_key === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "llm_api_key"},schema:schema129.required,parentSchema:schema129,data});
errors++;
}
}
for(const key0 of namesOf(data)){
if(outer + errors - floor >= 500)break;
if(!(((key0 === "conversation") || (key0 === "dispatch")) || (key0 === "llm_api_key"))){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},schema:false,parentSchema:schema129,data});
errors++;
}
}
}
if(data.conversation !== undefined){
const before0 = errors;
if(!(validate172(data.conversation, {instancePath:instancePath+"/conversation",parentData:data,parentDataProperty:"conversation",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate172.errors : vErrors.concat(validate172.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/properties/conversation/$ref");
}
}
if(data.dispatch !== undefined){
const before1 = errors;
if(!(validate324(data.dispatch, {instancePath:instancePath+"/dispatch",parentData:data,parentDataProperty:"dispatch",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate324.errors : vErrors.concat(validate324.errors);
errors = vErrors.length;
}
if(errors > before1){
behind(vErrors, before1, "#/properties/dispatch/$ref");
}
}
if(data.llm_api_key !== undefined){
let data2 = data.llm_api_key;
if((typeof data2 !== "string") && (data2 !== null)){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/llm_api_key",schemaPath:"#/properties/llm_api_key/type",keyword:"type",params:{type: schema129.properties.llm_api_key.type},schema:schema129.properties.llm_api_key.type,parentSchema:schema129.properties.llm_api_key,data:data2});
errors++;
}
}
if(typeof data2 === "string"){
if(func0(data2) > 4096){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/llm_api_key",schemaPath:"#/properties/llm_api_key/maxLength",keyword:"maxLength",params:{limit: 4096},schema:4096,parentSchema:schema129.properties.llm_api_key,data:data2});
errors++;
}
}
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},schema:schema129.type,parentSchema:schema129,data});
errors++;
}
}
validate322.errors = vErrors;
return errors === 0;
}
validate322.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate321(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate321.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const before0 = errors;
if(!(validate322(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate322.errors : vErrors.concat(validate322.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/allOf/0/$ref");
}
validate321.errors = vErrors;
return errors === 0;
}
validate321.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const claimConversation200Headers = validate350;
const schema133 = {"type":"object","properties":{"x-request-id":{"$ref":"#/$defs/RequestId"},"cache-control":{"type":"string","const":"no-store"}},"required":["x-request-id","cache-control"]};

function validate350(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate350.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data["x-request-id"] === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "x-request-id"},schema:schema133.required,parentSchema:schema133,data});
errors++;
}
}
if(data["cache-control"] === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "cache-control"},schema:schema133.required,parentSchema:schema133,data});
errors++;
}
}
if(data["x-request-id"] !== undefined){
const before0 = errors;
if(!(validate96(data["x-request-id"], {instancePath:instancePath+"/x-request-id",parentData:data,parentDataProperty:"x-request-id",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate96.errors : vErrors.concat(validate96.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/properties/x-request-id/$ref");
}
}
if(data["cache-control"] !== undefined){
let data1 = data["cache-control"];
if(typeof data1 !== "string"){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/cache-control",schemaPath:"#/properties/cache-control/type",keyword:"type",params:{type: "string"},schema:schema133.properties["cache-control"].type,parentSchema:schema133.properties["cache-control"],data:data1});
errors++;
}
}
if("no-store" !== data1){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/cache-control",schemaPath:"#/properties/cache-control/const",keyword:"const",params:{allowedValue: "no-store"},schema:"no-store",parentSchema:schema133.properties["cache-control"],data:data1});
errors++;
}
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},schema:schema133.type,parentSchema:schema133,data});
errors++;
}
}
validate350.errors = vErrors;
return errors === 0;
}
validate350.evaluated = {"props":{"x-request-id":true,"cache-control":true},"dynamicProps":false,"dynamicItems":false};

export const completeConversationBody = validate352;
const schema134 = {"allOf":[{"$ref":"#/$defs/CompleteConversationRequest"}]};
const schema135 = {"type":"object","additionalProperties":false,"required":["end_reason","duration_seconds","messages"],"properties":{"status":{"type":"string","enum":["completed","failed"]},"end_reason":{"$ref":"#/$defs/EndReason"},"duration_seconds":{"$ref":"#/$defs/DurationSeconds"},"messages":{"type":"array","maxItems":5000,"items":{"$ref":"#/$defs/SpokenMessage"}},"evaluations":{"$ref":"#/$defs/Evaluations"},"extracted":{"$ref":"#/$defs/Extracted"},"recording_url":{"$ref":"#/$defs/RecordingUrl"},"facts":{"type":"array","maxItems":100,"items":{"$ref":"#/$defs/LearnedFact"}}}};
const schema136 = {"type":"object","additionalProperties":false,"required":["role","text"],"properties":{"role":{"$ref":"#/$defs/MessageRole"},"text":{"$ref":"#/$defs/MessageText"}}};

function validate356(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate356.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.role === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "role"},schema:schema136.required,parentSchema:schema136,data});
errors++;
}
}
if(data.text === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "text"},schema:schema136.required,parentSchema:schema136,data});
errors++;
}
}
for(const key0 of namesOf(data)){
if(outer + errors - floor >= 500)break;
if(!((key0 === "role") || (key0 === "text"))){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},schema:false,parentSchema:schema136,data});
errors++;
}
}
}
if(data.role !== undefined){
const before0 = errors;
if(!(validate208(data.role, {instancePath:instancePath+"/role",parentData:data,parentDataProperty:"role",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate208.errors : vErrors.concat(validate208.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/properties/role/$ref");
}
}
if(data.text !== undefined){
const before1 = errors;
if(!(validate210(data.text, {instancePath:instancePath+"/text",parentData:data,parentDataProperty:"text",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate210.errors : vErrors.concat(validate210.errors);
errors = vErrors.length;
}
if(errors > before1){
behind(vErrors, before1, "#/properties/text/$ref");
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},schema:schema136.type,parentSchema:schema136,data});
errors++;
}
}
validate356.errors = vErrors;
return errors === 0;
}
validate356.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema137 = {"type":"object","additionalProperties":false,"required":["fact"],"properties":{"fact":{"$ref":"#/$defs/Fact"},"confidence":{"$ref":"#/$defs/Confidence"}}};

function validate363(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate363.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.fact === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "fact"},schema:schema137.required,parentSchema:schema137,data});
errors++;
}
}
for(const key0 of namesOf(data)){
if(outer + errors - floor >= 500)break;
if(!((key0 === "fact") || (key0 === "confidence"))){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},schema:false,parentSchema:schema137,data});
errors++;
}
}
}
if(data.fact !== undefined){
const before0 = errors;
if(!(validate295(data.fact, {instancePath:instancePath+"/fact",parentData:data,parentDataProperty:"fact",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate295.errors : vErrors.concat(validate295.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/properties/fact/$ref");
}
}
if(data.confidence !== undefined){
const before1 = errors;
if(!(validate297(data.confidence, {instancePath:instancePath+"/confidence",parentData:data,parentDataProperty:"confidence",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate297.errors : vErrors.concat(validate297.errors);
errors = vErrors.length;
}
if(errors > before1){
behind(vErrors, before1, "#/properties/confidence/$ref");
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},schema:schema137.type,parentSchema:schema137,data});
errors++;
}
}
validate363.errors = vErrors;
return errors === 0;
}
validate363.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate353(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate353.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.end_reason === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "end_reason"},schema:schema135.required,parentSchema:schema135,data});
errors++;
}
}
if(data.duration_seconds === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "duration_seconds"},schema:schema135.required,parentSchema:schema135,data});
errors++;
}
}
if(data.messages === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "messages"},schema:schema135.required,parentSchema:schema135,data});
errors++;
}
}
for(const key0 of namesOf(data)){
if(outer + errors - floor >= 500)break;
if(!((((((((key0 === "status") || (key0 === "end_reason")) || (key0 === "duration_seconds")) || (key0 === "messages")) || (key0 === "evaluations")) || (key0 === "extracted")) || (key0 === "recording_url")) || (key0 === "facts"))){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},schema:false,parentSchema:schema135,data});
errors++;
}
}
}
if(data.status !== undefined){
let data0 = data.status;
if(typeof data0 !== "string"){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/status",schemaPath:"#/properties/status/type",keyword:"type",params:{type: "string"},schema:schema135.properties.status.type,parentSchema:schema135.properties.status,data:data0});
errors++;
}
}
if(!((data0 === "completed") || (data0 === "failed"))){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/status",schemaPath:"#/properties/status/enum",keyword:"enum",params:{allowedValues: schema135.properties.status.enum},schema:schema135.properties.status.enum,parentSchema:schema135.properties.status,data:data0});
errors++;
}
}
}
if(data.end_reason !== undefined){
const before0 = errors;
if(!(validate180(data.end_reason, {instancePath:instancePath+"/end_reason",parentData:data,parentDataProperty:"end_reason",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate180.errors : vErrors.concat(validate180.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/properties/end_reason/$ref");
}
}
if(data.duration_seconds !== undefined){
const before1 = errors;
if(!(validate182(data.duration_seconds, {instancePath:instancePath+"/duration_seconds",parentData:data,parentDataProperty:"duration_seconds",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate182.errors : vErrors.concat(validate182.errors);
errors = vErrors.length;
}
if(errors > before1){
behind(vErrors, before1, "#/properties/duration_seconds/$ref");
}
}
if(data.messages !== undefined){
let data3 = data.messages;
if(Array.isArray(data3)){
if(data3.length > 5000){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/messages",schemaPath:"#/properties/messages/maxItems",keyword:"maxItems",params:{limit: 5000},schema:5000,parentSchema:schema135.properties.messages,data:data3});
errors++;
}
}
const len0 = data3.length;
for(let i0=0; i0<len0; i0++){
if(outer + errors - floor >= 500)break;
const before2 = errors;
if(!(validate356(data3[i0], {instancePath:instancePath+"/messages/" + i0,parentData:data3,parentDataProperty:i0,rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate356.errors : vErrors.concat(validate356.errors);
errors = vErrors.length;
}
if(errors > before2){
behind(vErrors, before2, "#/properties/messages/items/$ref");
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/messages",schemaPath:"#/properties/messages/type",keyword:"type",params:{type: "array"},schema:schema135.properties.messages.type,parentSchema:schema135.properties.messages,data:data3});
errors++;
}
}
}
if(data.evaluations !== undefined){
const before3 = errors;
if(!(validate184(data.evaluations, {instancePath:instancePath+"/evaluations",parentData:data,parentDataProperty:"evaluations",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate184.errors : vErrors.concat(validate184.errors);
errors = vErrors.length;
}
if(errors > before3){
behind(vErrors, before3, "#/properties/evaluations/$ref");
}
}
if(data.extracted !== undefined){
const before4 = errors;
if(!(validate188(data.extracted, {instancePath:instancePath+"/extracted",parentData:data,parentDataProperty:"extracted",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate188.errors : vErrors.concat(validate188.errors);
errors = vErrors.length;
}
if(errors > before4){
behind(vErrors, before4, "#/properties/extracted/$ref");
}
}
if(data.recording_url !== undefined){
const before5 = errors;
if(!(validate190(data.recording_url, {instancePath:instancePath+"/recording_url",parentData:data,parentDataProperty:"recording_url",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate190.errors : vErrors.concat(validate190.errors);
errors = vErrors.length;
}
if(errors > before5){
behind(vErrors, before5, "#/properties/recording_url/$ref");
}
}
if(data.facts !== undefined){
let data8 = data.facts;
if(Array.isArray(data8)){
if(data8.length > 100){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/facts",schemaPath:"#/properties/facts/maxItems",keyword:"maxItems",params:{limit: 100},schema:100,parentSchema:schema135.properties.facts,data:data8});
errors++;
}
}
const len1 = data8.length;
for(let i1=0; i1<len1; i1++){
if(outer + errors - floor >= 500)break;
const before6 = errors;
if(!(validate363(data8[i1], {instancePath:instancePath+"/facts/" + i1,parentData:data8,parentDataProperty:i1,rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate363.errors : vErrors.concat(validate363.errors);
errors = vErrors.length;
}
if(errors > before6){
behind(vErrors, before6, "#/properties/facts/items/$ref");
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/facts",schemaPath:"#/properties/facts/type",keyword:"type",params:{type: "array"},schema:schema135.properties.facts.type,parentSchema:schema135.properties.facts,data:data8});
errors++;
}
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},schema:schema135.type,parentSchema:schema135,data});
errors++;
}
}
validate353.errors = vErrors;
return errors === 0;
}
validate353.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate352(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate352.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const before0 = errors;
if(!(validate353(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate353.errors : vErrors.concat(validate353.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/allOf/0/$ref");
}
validate352.errors = vErrors;
return errors === 0;
}
validate352.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const listVoicesQuery = validate368;
const schema138 = {"type":"object","properties":{"type":{"$ref":"#/$defs/VoiceType"},"locale":{"$ref":"#/$defs/Locale"},"gender":{"$ref":"#/$defs/VoiceGender"},"model":{"$ref":"#/$defs/SpeechModelName"},"limit":{"type":"integer","format":"int32","minimum":1,"maximum":200},"cursor":{"$ref":"#/$defs/Cursor"}},"required":[],"additionalProperties":false};
const schema139 = {"type":"string","enum":["shared","personal"]};

function validate369(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate369.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(typeof data !== "string"){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "string"},schema:schema139.type,parentSchema:schema139,data});
errors++;
}
}
if(!((data === "shared") || (data === "personal"))){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/enum",keyword:"enum",params:{allowedValues: schema139.enum},schema:schema139.enum,parentSchema:schema139,data});
errors++;
}
}
validate369.errors = vErrors;
return errors === 0;
}
validate369.evaluated = {"dynamicProps":false,"dynamicItems":false};

const schema140 = {"type":"string","pattern":"^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$","x-message":"must be a BCP 47 tag such as en-US","maxLength":35};
const pattern22 = new RegExp("^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$", "u");

function validate371(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate371.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(typeof data === "string"){
if(func0(data) > 35){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/maxLength",keyword:"maxLength",params:{limit: 35},schema:35,parentSchema:schema140,data});
errors++;
}
}
if(!pattern22.test(data)){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$"},schema:"^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$",parentSchema:schema140,data});
errors++;
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "string"},schema:schema140.type,parentSchema:schema140,data});
errors++;
}
}
validate371.errors = vErrors;
return errors === 0;
}
validate371.evaluated = {"dynamicProps":false,"dynamicItems":false};

const schema141 = {"type":"string","enum":["male","female","not_specified"]};

function validate373(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate373.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(typeof data !== "string"){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "string"},schema:schema141.type,parentSchema:schema141,data});
errors++;
}
}
if(!(((data === "male") || (data === "female")) || (data === "not_specified"))){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/enum",keyword:"enum",params:{allowedValues: schema141.enum},schema:schema141.enum,parentSchema:schema141,data});
errors++;
}
}
validate373.errors = vErrors;
return errors === 0;
}
validate373.evaluated = {"dynamicProps":false,"dynamicItems":false};

const schema142 = {"type":"string","minLength":1,"maxLength":100};

function validate375(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate375.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(typeof data === "string"){
if(func0(data) > 100){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/maxLength",keyword:"maxLength",params:{limit: 100},schema:100,parentSchema:schema142,data});
errors++;
}
}
if(func0(data) < 1){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/minLength",keyword:"minLength",params:{limit: 1},schema:1,parentSchema:schema142,data});
errors++;
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "string"},schema:schema142.type,parentSchema:schema142,data});
errors++;
}
}
validate375.errors = vErrors;
return errors === 0;
}
validate375.evaluated = {"dynamicProps":false,"dynamicItems":false};


function validate368(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate368.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 of namesOf(data)){
if(outer + errors - floor >= 500)break;
if(!((((((key0 === "type") || (key0 === "locale")) || (key0 === "gender")) || (key0 === "model")) || (key0 === "limit")) || (key0 === "cursor"))){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},schema:false,parentSchema:schema138,data});
errors++;
}
}
}
if(data.type !== undefined){
const before0 = errors;
if(!(validate369(data.type, {instancePath:instancePath+"/type",parentData:data,parentDataProperty:"type",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate369.errors : vErrors.concat(validate369.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/properties/type/$ref");
}
}
if(data.locale !== undefined){
const before1 = errors;
if(!(validate371(data.locale, {instancePath:instancePath+"/locale",parentData:data,parentDataProperty:"locale",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate371.errors : vErrors.concat(validate371.errors);
errors = vErrors.length;
}
if(errors > before1){
behind(vErrors, before1, "#/properties/locale/$ref");
}
}
if(data.gender !== undefined){
const before2 = errors;
if(!(validate373(data.gender, {instancePath:instancePath+"/gender",parentData:data,parentDataProperty:"gender",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate373.errors : vErrors.concat(validate373.errors);
errors = vErrors.length;
}
if(errors > before2){
behind(vErrors, before2, "#/properties/gender/$ref");
}
}
if(data.model !== undefined){
const before3 = errors;
if(!(validate375(data.model, {instancePath:instancePath+"/model",parentData:data,parentDataProperty:"model",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate375.errors : vErrors.concat(validate375.errors);
errors = vErrors.length;
}
if(errors > before3){
behind(vErrors, before3, "#/properties/model/$ref");
}
}
if(data.limit !== undefined){
let data4 = data.limit;
if(!((typeof data4 == "number") && (!(data4 % 1) && !isNaN(data4)))){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/limit",schemaPath:"#/properties/limit/type",keyword:"type",params:{type: "integer"},schema:schema138.properties.limit.type,parentSchema:schema138.properties.limit,data:data4});
errors++;
}
}
if(typeof data4 == "number"){
if(data4 > 200 || isNaN(data4)){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/limit",schemaPath:"#/properties/limit/maximum",keyword:"maximum",params:{comparison: "<=", limit: 200},schema:200,parentSchema:schema138.properties.limit,data:data4});
errors++;
}
}
if(data4 < 1 || isNaN(data4)){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/limit",schemaPath:"#/properties/limit/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},schema:1,parentSchema:schema138.properties.limit,data:data4});
errors++;
}
}
if(!(formats0.validate(data4))){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/limit",schemaPath:"#/properties/limit/format",keyword:"format",params:{format: "int32"},schema:"int32",parentSchema:schema138.properties.limit,data:data4});
errors++;
}
}
}
}
if(data.cursor !== undefined){
const before4 = errors;
if(!(validate2(data.cursor, {instancePath:instancePath+"/cursor",parentData:data,parentDataProperty:"cursor",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate2.errors : vErrors.concat(validate2.errors);
errors = vErrors.length;
}
if(errors > before4){
behind(vErrors, before4, "#/properties/cursor/$ref");
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},schema:schema138.type,parentSchema:schema138,data});
errors++;
}
}
validate368.errors = vErrors;
return errors === 0;
}
validate368.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const listVoices200 = validate378;
const schema143 = {"allOf":[{"$ref":"#/$defs/VoiceList"}]};
const schema144 = {"type":"object","additionalProperties":false,"required":["voices","next_cursor","has_more"],"properties":{"voices":{"type":"array","maxItems":200,"items":{"$ref":"#/$defs/Voice"}},"next_cursor":{"$ref":"#/$defs/NextCursor"},"has_more":{"$ref":"#/$defs/HasMore"}}};
const schema145 = {"type":"object","additionalProperties":false,"required":["id","display_name","gender","locale","type","models"],"properties":{"id":{"$ref":"#/$defs/VoiceSlug"},"display_name":{"type":"string","minLength":1,"maxLength":200},"gender":{"$ref":"#/$defs/VoiceGender"},"locale":{"$ref":"#/$defs/Locale"},"type":{"$ref":"#/$defs/VoiceType"},"models":{"type":"array","maxItems":100,"items":{"$ref":"#/$defs/VoiceModel"}},"preview_audio":{"type":"string","format":"uri","maxLength":2048},"avatar_image":{"type":"string","format":"uri","maxLength":2048},"tags":{"type":"array","maxItems":100,"items":{"type":"string","maxLength":100}}}};
const schema146 = {"type":"object","additionalProperties":false,"required":["name","languages"],"properties":{"name":{"$ref":"#/$defs/SpeechModelName"},"languages":{"type":"array","maxItems":200,"items":{"$ref":"#/$defs/VoiceLanguage"}}}};
const schema147 = {"type":"object","additionalProperties":false,"required":["locale"],"properties":{"locale":{"$ref":"#/$defs/Locale"},"preview_audio":{"type":"string","format":"uri","maxLength":2048}}};

function validate387(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate387.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.locale === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "locale"},schema:schema147.required,parentSchema:schema147,data});
errors++;
}
}
for(const key0 of namesOf(data)){
if(outer + errors - floor >= 500)break;
if(!((key0 === "locale") || (key0 === "preview_audio"))){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},schema:false,parentSchema:schema147,data});
errors++;
}
}
}
if(data.locale !== undefined){
const before0 = errors;
if(!(validate371(data.locale, {instancePath:instancePath+"/locale",parentData:data,parentDataProperty:"locale",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate371.errors : vErrors.concat(validate371.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/properties/locale/$ref");
}
}
if(data.preview_audio !== undefined){
let data1 = data.preview_audio;
if(typeof data1 === "string"){
if(func0(data1) > 2048){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/preview_audio",schemaPath:"#/properties/preview_audio/maxLength",keyword:"maxLength",params:{limit: 2048},schema:2048,parentSchema:schema147.properties.preview_audio,data:data1});
errors++;
}
}
if(!(formats2(data1))){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/preview_audio",schemaPath:"#/properties/preview_audio/format",keyword:"format",params:{format: "uri"},schema:"uri",parentSchema:schema147.properties.preview_audio,data:data1});
errors++;
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/preview_audio",schemaPath:"#/properties/preview_audio/type",keyword:"type",params:{type: "string"},schema:schema147.properties.preview_audio.type,parentSchema:schema147.properties.preview_audio,data:data1});
errors++;
}
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},schema:schema147.type,parentSchema:schema147,data});
errors++;
}
}
validate387.errors = vErrors;
return errors === 0;
}
validate387.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate385(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate385.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.name === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "name"},schema:schema146.required,parentSchema:schema146,data});
errors++;
}
}
if(data.languages === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "languages"},schema:schema146.required,parentSchema:schema146,data});
errors++;
}
}
for(const key0 of namesOf(data)){
if(outer + errors - floor >= 500)break;
if(!((key0 === "name") || (key0 === "languages"))){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},schema:false,parentSchema:schema146,data});
errors++;
}
}
}
if(data.name !== undefined){
const before0 = errors;
if(!(validate375(data.name, {instancePath:instancePath+"/name",parentData:data,parentDataProperty:"name",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate375.errors : vErrors.concat(validate375.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/properties/name/$ref");
}
}
if(data.languages !== undefined){
let data1 = data.languages;
if(Array.isArray(data1)){
if(data1.length > 200){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/languages",schemaPath:"#/properties/languages/maxItems",keyword:"maxItems",params:{limit: 200},schema:200,parentSchema:schema146.properties.languages,data:data1});
errors++;
}
}
const len0 = data1.length;
for(let i0=0; i0<len0; i0++){
if(outer + errors - floor >= 500)break;
const before1 = errors;
if(!(validate387(data1[i0], {instancePath:instancePath+"/languages/" + i0,parentData:data1,parentDataProperty:i0,rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate387.errors : vErrors.concat(validate387.errors);
errors = vErrors.length;
}
if(errors > before1){
behind(vErrors, before1, "#/properties/languages/items/$ref");
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/languages",schemaPath:"#/properties/languages/type",keyword:"type",params:{type: "array"},schema:schema146.properties.languages.type,parentSchema:schema146.properties.languages,data:data1});
errors++;
}
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},schema:schema146.type,parentSchema:schema146,data});
errors++;
}
}
validate385.errors = vErrors;
return errors === 0;
}
validate385.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate380(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate380.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.id === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "id"},schema:schema145.required,parentSchema:schema145,data});
errors++;
}
}
if(data.display_name === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "display_name"},schema:schema145.required,parentSchema:schema145,data});
errors++;
}
}
if(data.gender === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "gender"},schema:schema145.required,parentSchema:schema145,data});
errors++;
}
}
if(data.locale === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "locale"},schema:schema145.required,parentSchema:schema145,data});
errors++;
}
}
if(data.type === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "type"},schema:schema145.required,parentSchema:schema145,data});
errors++;
}
}
if(data.models === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "models"},schema:schema145.required,parentSchema:schema145,data});
errors++;
}
}
for(const key0 of namesOf(data)){
if(outer + errors - floor >= 500)break;
if(!(func2.call(schema145.properties, key0))){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},schema:false,parentSchema:schema145,data});
errors++;
}
}
}
if(data.id !== undefined){
const before0 = errors;
if(!(validate28(data.id, {instancePath:instancePath+"/id",parentData:data,parentDataProperty:"id",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate28.errors : vErrors.concat(validate28.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/properties/id/$ref");
}
}
if(data.display_name !== undefined){
let data1 = data.display_name;
if(typeof data1 === "string"){
if(func0(data1) > 200){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/display_name",schemaPath:"#/properties/display_name/maxLength",keyword:"maxLength",params:{limit: 200},schema:200,parentSchema:schema145.properties.display_name,data:data1});
errors++;
}
}
if(func0(data1) < 1){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/display_name",schemaPath:"#/properties/display_name/minLength",keyword:"minLength",params:{limit: 1},schema:1,parentSchema:schema145.properties.display_name,data:data1});
errors++;
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/display_name",schemaPath:"#/properties/display_name/type",keyword:"type",params:{type: "string"},schema:schema145.properties.display_name.type,parentSchema:schema145.properties.display_name,data:data1});
errors++;
}
}
}
if(data.gender !== undefined){
const before1 = errors;
if(!(validate373(data.gender, {instancePath:instancePath+"/gender",parentData:data,parentDataProperty:"gender",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate373.errors : vErrors.concat(validate373.errors);
errors = vErrors.length;
}
if(errors > before1){
behind(vErrors, before1, "#/properties/gender/$ref");
}
}
if(data.locale !== undefined){
const before2 = errors;
if(!(validate371(data.locale, {instancePath:instancePath+"/locale",parentData:data,parentDataProperty:"locale",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate371.errors : vErrors.concat(validate371.errors);
errors = vErrors.length;
}
if(errors > before2){
behind(vErrors, before2, "#/properties/locale/$ref");
}
}
if(data.type !== undefined){
const before3 = errors;
if(!(validate369(data.type, {instancePath:instancePath+"/type",parentData:data,parentDataProperty:"type",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate369.errors : vErrors.concat(validate369.errors);
errors = vErrors.length;
}
if(errors > before3){
behind(vErrors, before3, "#/properties/type/$ref");
}
}
if(data.models !== undefined){
let data5 = data.models;
if(Array.isArray(data5)){
if(data5.length > 100){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/models",schemaPath:"#/properties/models/maxItems",keyword:"maxItems",params:{limit: 100},schema:100,parentSchema:schema145.properties.models,data:data5});
errors++;
}
}
const len0 = data5.length;
for(let i0=0; i0<len0; i0++){
if(outer + errors - floor >= 500)break;
const before4 = errors;
if(!(validate385(data5[i0], {instancePath:instancePath+"/models/" + i0,parentData:data5,parentDataProperty:i0,rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate385.errors : vErrors.concat(validate385.errors);
errors = vErrors.length;
}
if(errors > before4){
behind(vErrors, before4, "#/properties/models/items/$ref");
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/models",schemaPath:"#/properties/models/type",keyword:"type",params:{type: "array"},schema:schema145.properties.models.type,parentSchema:schema145.properties.models,data:data5});
errors++;
}
}
}
if(data.preview_audio !== undefined){
let data7 = data.preview_audio;
if(typeof data7 === "string"){
if(func0(data7) > 2048){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/preview_audio",schemaPath:"#/properties/preview_audio/maxLength",keyword:"maxLength",params:{limit: 2048},schema:2048,parentSchema:schema145.properties.preview_audio,data:data7});
errors++;
}
}
if(!(formats2(data7))){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/preview_audio",schemaPath:"#/properties/preview_audio/format",keyword:"format",params:{format: "uri"},schema:"uri",parentSchema:schema145.properties.preview_audio,data:data7});
errors++;
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/preview_audio",schemaPath:"#/properties/preview_audio/type",keyword:"type",params:{type: "string"},schema:schema145.properties.preview_audio.type,parentSchema:schema145.properties.preview_audio,data:data7});
errors++;
}
}
}
if(data.avatar_image !== undefined){
let data8 = data.avatar_image;
if(typeof data8 === "string"){
if(func0(data8) > 2048){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/avatar_image",schemaPath:"#/properties/avatar_image/maxLength",keyword:"maxLength",params:{limit: 2048},schema:2048,parentSchema:schema145.properties.avatar_image,data:data8});
errors++;
}
}
if(!(formats2(data8))){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/avatar_image",schemaPath:"#/properties/avatar_image/format",keyword:"format",params:{format: "uri"},schema:"uri",parentSchema:schema145.properties.avatar_image,data:data8});
errors++;
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/avatar_image",schemaPath:"#/properties/avatar_image/type",keyword:"type",params:{type: "string"},schema:schema145.properties.avatar_image.type,parentSchema:schema145.properties.avatar_image,data:data8});
errors++;
}
}
}
if(data.tags !== undefined){
let data9 = data.tags;
if(Array.isArray(data9)){
if(data9.length > 100){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/tags",schemaPath:"#/properties/tags/maxItems",keyword:"maxItems",params:{limit: 100},schema:100,parentSchema:schema145.properties.tags,data:data9});
errors++;
}
}
const len1 = data9.length;
for(let i1=0; i1<len1; i1++){
if(outer + errors - floor >= 500)break;
let data10 = data9[i1];
if(typeof data10 === "string"){
if(func0(data10) > 100){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/tags/" + i1,schemaPath:"#/properties/tags/items/maxLength",keyword:"maxLength",params:{limit: 100},schema:100,parentSchema:schema145.properties.tags.items,data:data10});
errors++;
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/tags/" + i1,schemaPath:"#/properties/tags/items/type",keyword:"type",params:{type: "string"},schema:schema145.properties.tags.items.type,parentSchema:schema145.properties.tags.items,data:data10});
errors++;
}
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/tags",schemaPath:"#/properties/tags/type",keyword:"type",params:{type: "array"},schema:schema145.properties.tags.type,parentSchema:schema145.properties.tags,data:data9});
errors++;
}
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},schema:schema145.type,parentSchema:schema145,data});
errors++;
}
}
validate380.errors = vErrors;
return errors === 0;
}
validate380.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate379(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate379.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.voices === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "voices"},schema:schema144.required,parentSchema:schema144,data});
errors++;
}
}
if(data.next_cursor === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "next_cursor"},schema:schema144.required,parentSchema:schema144,data});
errors++;
}
}
if(data.has_more === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "has_more"},schema:schema144.required,parentSchema:schema144,data});
errors++;
}
}
for(const key0 of namesOf(data)){
if(outer + errors - floor >= 500)break;
if(!(((key0 === "voices") || (key0 === "next_cursor")) || (key0 === "has_more"))){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},schema:false,parentSchema:schema144,data});
errors++;
}
}
}
if(data.voices !== undefined){
let data0 = data.voices;
if(Array.isArray(data0)){
if(data0.length > 200){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/voices",schemaPath:"#/properties/voices/maxItems",keyword:"maxItems",params:{limit: 200},schema:200,parentSchema:schema144.properties.voices,data:data0});
errors++;
}
}
const len0 = data0.length;
for(let i0=0; i0<len0; i0++){
if(outer + errors - floor >= 500)break;
const before0 = errors;
if(!(validate380(data0[i0], {instancePath:instancePath+"/voices/" + i0,parentData:data0,parentDataProperty:i0,rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate380.errors : vErrors.concat(validate380.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/properties/voices/items/$ref");
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/voices",schemaPath:"#/properties/voices/type",keyword:"type",params:{type: "array"},schema:schema144.properties.voices.type,parentSchema:schema144.properties.voices,data:data0});
errors++;
}
}
}
if(data.next_cursor !== undefined){
const before1 = errors;
if(!(validate89(data.next_cursor, {instancePath:instancePath+"/next_cursor",parentData:data,parentDataProperty:"next_cursor",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate89.errors : vErrors.concat(validate89.errors);
errors = vErrors.length;
}
if(errors > before1){
behind(vErrors, before1, "#/properties/next_cursor/$ref");
}
}
if(data.has_more !== undefined){
const before2 = errors;
if(!(validate92(data.has_more, {instancePath:instancePath+"/has_more",parentData:data,parentDataProperty:"has_more",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate92.errors : vErrors.concat(validate92.errors);
errors = vErrors.length;
}
if(errors > before2){
behind(vErrors, before2, "#/properties/has_more/$ref");
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},schema:schema144.type,parentSchema:schema144,data});
errors++;
}
}
validate379.errors = vErrors;
return errors === 0;
}
validate379.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate378(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate378.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const before0 = errors;
if(!(validate379(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate379.errors : vErrors.concat(validate379.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/allOf/0/$ref");
}
validate378.errors = vErrors;
return errors === 0;
}
validate378.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const DispatchMetadataSchema = validate395;
const schema148 = {"allOf":[{"$ref":"#/$defs/DispatchMetadata"}]};

function validate395(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate395.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const before0 = errors;
if(!(validate324(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate324.errors : vErrors.concat(validate324.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/allOf/0/$ref");
}
validate395.errors = vErrors;
return errors === 0;
}
validate395.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const CursorSchema = validate397;
const schema149 = {"allOf":[{"$ref":"#/$defs/Cursor"}]};

function validate397(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate397.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const before0 = errors;
if(!(validate2(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate2.errors : vErrors.concat(validate2.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/allOf/0/$ref");
}
validate397.errors = vErrors;
return errors === 0;
}
validate397.evaluated = {"dynamicProps":false,"dynamicItems":false};

export const RequestIdSchema = validate399;
const schema150 = {"allOf":[{"$ref":"#/$defs/RequestId"}]};

function validate399(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate399.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const before0 = errors;
if(!(validate96(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate96.errors : vErrors.concat(validate96.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/allOf/0/$ref");
}
validate399.errors = vErrors;
return errors === 0;
}
validate399.evaluated = {"dynamicProps":false,"dynamicItems":false};

export const AgentIdSchema = validate401;
const schema151 = {"allOf":[{"$ref":"#/$defs/AgentId"}]};

function validate401(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate401.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const before0 = errors;
if(!(validate8(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate8.errors : vErrors.concat(validate8.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/allOf/0/$ref");
}
validate401.errors = vErrors;
return errors === 0;
}
validate401.evaluated = {"dynamicProps":false,"dynamicItems":false};

export const AgentNameSchema = validate403;
const schema152 = {"allOf":[{"$ref":"#/$defs/AgentName"}]};

function validate403(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate403.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const before0 = errors;
if(!(validate10(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate10.errors : vErrors.concat(validate10.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/allOf/0/$ref");
}
validate403.errors = vErrors;
return errors === 0;
}
validate403.evaluated = {"dynamicProps":false,"dynamicItems":false};

export const AgentSlugSchema = validate405;
const schema153 = {"allOf":[{"$ref":"#/$defs/AgentSlug"}]};

function validate405(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate405.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const before0 = errors;
if(!(validate12(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate12.errors : vErrors.concat(validate12.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/allOf/0/$ref");
}
validate405.errors = vErrors;
return errors === 0;
}
validate405.evaluated = {"dynamicProps":false,"dynamicItems":false};

export const PromptSchema = validate407;
const schema154 = {"allOf":[{"$ref":"#/$defs/Prompt"}]};

function validate407(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate407.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const before0 = errors;
if(!(validate14(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate14.errors : vErrors.concat(validate14.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/allOf/0/$ref");
}
validate407.errors = vErrors;
return errors === 0;
}
validate407.evaluated = {"dynamicProps":false,"dynamicItems":false};

export const FirstMessageSchema = validate409;
const schema155 = {"allOf":[{"$ref":"#/$defs/FirstMessage"}]};

function validate409(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate409.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const before0 = errors;
if(!(validate16(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate16.errors : vErrors.concat(validate16.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/allOf/0/$ref");
}
validate409.errors = vErrors;
return errors === 0;
}
validate409.evaluated = {"dynamicProps":false,"dynamicItems":false};

export const LanguageCodeSchema = validate411;
const schema156 = {"allOf":[{"$ref":"#/$defs/LanguageCode"}]};

function validate411(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate411.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const before0 = errors;
if(!(validate18(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate18.errors : vErrors.concat(validate18.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/allOf/0/$ref");
}
validate411.errors = vErrors;
return errors === 0;
}
validate411.evaluated = {"dynamicProps":false,"dynamicItems":false};

export const LlmProviderSchema = validate413;
const schema157 = {"allOf":[{"$ref":"#/$defs/LlmProvider"}]};

function validate413(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate413.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const before0 = errors;
if(!(validate20(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate20.errors : vErrors.concat(validate20.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/allOf/0/$ref");
}
validate413.errors = vErrors;
return errors === 0;
}
validate413.evaluated = {"dynamicProps":false,"dynamicItems":false};

export const LlmModelSchema = validate415;
const schema158 = {"allOf":[{"$ref":"#/$defs/LlmModel"}]};

function validate415(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate415.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const before0 = errors;
if(!(validate22(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate22.errors : vErrors.concat(validate22.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/allOf/0/$ref");
}
validate415.errors = vErrors;
return errors === 0;
}
validate415.evaluated = {"dynamicProps":false,"dynamicItems":false};

export const LlmBaseUrlSchema = validate417;
const schema159 = {"allOf":[{"$ref":"#/$defs/LlmBaseUrl"}]};

function validate417(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate417.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const before0 = errors;
if(!(validate24(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate24.errors : vErrors.concat(validate24.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/allOf/0/$ref");
}
validate417.errors = vErrors;
return errors === 0;
}
validate417.evaluated = {"dynamicProps":false,"dynamicItems":false};

export const LlmExtraBodySchema = validate419;
const schema160 = {"allOf":[{"$ref":"#/$defs/LlmExtraBody"}]};

function validate419(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate419.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const before0 = errors;
if(!(validate26(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate26.errors : vErrors.concat(validate26.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/allOf/0/$ref");
}
validate419.errors = vErrors;
return errors === 0;
}
validate419.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const VoiceSlugSchema = validate421;
const schema161 = {"allOf":[{"$ref":"#/$defs/VoiceSlug"}]};

function validate421(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate421.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const before0 = errors;
if(!(validate28(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate28.errors : vErrors.concat(validate28.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/allOf/0/$ref");
}
validate421.errors = vErrors;
return errors === 0;
}
validate421.evaluated = {"dynamicProps":false,"dynamicItems":false};

export const TemperatureSchema = validate423;
const schema162 = {"allOf":[{"$ref":"#/$defs/Temperature"}]};

function validate423(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate423.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const before0 = errors;
if(!(validate30(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate30.errors : vErrors.concat(validate30.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/allOf/0/$ref");
}
validate423.errors = vErrors;
return errors === 0;
}
validate423.evaluated = {"dynamicProps":false,"dynamicItems":false};

export const WidgetAvatarSchema = validate425;
const schema163 = {"allOf":[{"$ref":"#/$defs/WidgetAvatar"}]};

function validate425(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate425.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const before0 = errors;
if(!(validate33(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate33.errors : vErrors.concat(validate33.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/allOf/0/$ref");
}
validate425.errors = vErrors;
return errors === 0;
}
validate425.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const WidgetTextSchema = validate427;
const schema164 = {"allOf":[{"$ref":"#/$defs/WidgetText"}]};

function validate427(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate427.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const before0 = errors;
if(!(validate35(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate35.errors : vErrors.concat(validate35.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/allOf/0/$ref");
}
validate427.errors = vErrors;
return errors === 0;
}
validate427.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const WidgetTermsSchema = validate429;
const schema165 = {"allOf":[{"$ref":"#/$defs/WidgetTerms"}]};

function validate429(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate429.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const before0 = errors;
if(!(validate37(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate37.errors : vErrors.concat(validate37.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/allOf/0/$ref");
}
validate429.errors = vErrors;
return errors === 0;
}
validate429.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const WidgetTranscriptSchema = validate431;
const schema166 = {"allOf":[{"$ref":"#/$defs/WidgetTranscript"}]};

function validate431(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate431.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const before0 = errors;
if(!(validate39(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate39.errors : vErrors.concat(validate39.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/allOf/0/$ref");
}
validate431.errors = vErrors;
return errors === 0;
}
validate431.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const IsPublicSchema = validate433;
const schema167 = {"allOf":[{"$ref":"#/$defs/IsPublic"}]};

function validate433(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate433.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const before0 = errors;
if(!(validate42(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate42.errors : vErrors.concat(validate42.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/allOf/0/$ref");
}
validate433.errors = vErrors;
return errors === 0;
}
validate433.evaluated = {"dynamicProps":false,"dynamicItems":false};

export const AllowedOriginsSchema = validate435;
const schema168 = {"allOf":[{"$ref":"#/$defs/AllowedOrigins"}]};

function validate435(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate435.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const before0 = errors;
if(!(validate44(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate44.errors : vErrors.concat(validate44.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/allOf/0/$ref");
}
validate435.errors = vErrors;
return errors === 0;
}
validate435.evaluated = {"items":true,"dynamicProps":false,"dynamicItems":false};

export const HostnameAllowlistSchema = validate437;
const schema169 = {"allOf":[{"$ref":"#/$defs/HostnameAllowlist"}]};

function validate437(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate437.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const before0 = errors;
if(!(validate46(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate46.errors : vErrors.concat(validate46.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/allOf/0/$ref");
}
validate437.errors = vErrors;
return errors === 0;
}
validate437.evaluated = {"items":true,"dynamicProps":false,"dynamicItems":false};

export const MemoryEnabledSchema = validate439;
const schema170 = {"allOf":[{"$ref":"#/$defs/MemoryEnabled"}]};

function validate439(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate439.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const before0 = errors;
if(!(validate48(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate48.errors : vErrors.concat(validate48.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/allOf/0/$ref");
}
validate439.errors = vErrors;
return errors === 0;
}
validate439.evaluated = {"dynamicProps":false,"dynamicItems":false};

export const MemoryRetentionDaysSchema = validate441;
const schema171 = {"allOf":[{"$ref":"#/$defs/MemoryRetentionDays"}]};

function validate441(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate441.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const before0 = errors;
if(!(validate50(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate50.errors : vErrors.concat(validate50.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/allOf/0/$ref");
}
validate441.errors = vErrors;
return errors === 0;
}
validate441.evaluated = {"dynamicProps":false,"dynamicItems":false};

export const WebhookUrlSchema = validate443;
const schema172 = {"allOf":[{"$ref":"#/$defs/WebhookUrl"}]};

function validate443(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate443.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const before0 = errors;
if(!(validate52(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate52.errors : vErrors.concat(validate52.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/allOf/0/$ref");
}
validate443.errors = vErrors;
return errors === 0;
}
validate443.evaluated = {"dynamicProps":false,"dynamicItems":false};

export const AmdHangUpSchema = validate445;
const schema173 = {"allOf":[{"$ref":"#/$defs/AmdHangUp"}]};

function validate445(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate445.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const before0 = errors;
if(!(validate56(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate56.errors : vErrors.concat(validate56.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/allOf/0/$ref");
}
validate445.errors = vErrors;
return errors === 0;
}
validate445.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const AmdLeaveMessageSchema = validate447;
const schema174 = {"allOf":[{"$ref":"#/$defs/AmdLeaveMessage"}]};

function validate447(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate447.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const before0 = errors;
if(!(validate58(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate58.errors : vErrors.concat(validate58.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/allOf/0/$ref");
}
validate447.errors = vErrors;
return errors === 0;
}
validate447.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const AmdOnVoicemailSchema = validate449;
const schema175 = {"allOf":[{"$ref":"#/$defs/AmdOnVoicemail"}]};

function validate449(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate449.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const before0 = errors;
if(!(validate55(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate55.errors : vErrors.concat(validate55.errors);
errors = vErrors.length;
}
else {
var props0 = validate55.evaluated.props;
}
if(errors > before0){
behind(vErrors, before0, "#/allOf/0/$ref");
}
validate449.errors = vErrors;
evaluated0.props = props0;
return errors === 0;
}
validate449.evaluated = {"dynamicProps":true,"dynamicItems":false};

export const AmdOnIvrSchema = validate451;
const schema176 = {"allOf":[{"$ref":"#/$defs/AmdOnIvr"}]};

function validate451(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate451.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const before0 = errors;
if(!(validate61(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate61.errors : vErrors.concat(validate61.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/allOf/0/$ref");
}
validate451.errors = vErrors;
return errors === 0;
}
validate451.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const AmdOnUnavailableSchema = validate453;
const schema177 = {"allOf":[{"$ref":"#/$defs/AmdOnUnavailable"}]};

function validate453(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate453.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const before0 = errors;
if(!(validate63(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate63.errors : vErrors.concat(validate63.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/allOf/0/$ref");
}
validate453.errors = vErrors;
return errors === 0;
}
validate453.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const AmdTuningSchema = validate455;
const schema178 = {"allOf":[{"$ref":"#/$defs/AmdTuning"}]};

function validate455(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate455.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const before0 = errors;
if(!(validate65(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate65.errors : vErrors.concat(validate65.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/allOf/0/$ref");
}
validate455.errors = vErrors;
return errors === 0;
}
validate455.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const AmdSchema = validate457;
const schema179 = {"allOf":[{"$ref":"#/$defs/Amd"}]};

function validate457(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate457.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const before0 = errors;
if(!(validate54(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate54.errors : vErrors.concat(validate54.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/allOf/0/$ref");
}
validate457.errors = vErrors;
return errors === 0;
}
validate457.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const SaveAudioRecordingSchema = validate459;
const schema180 = {"allOf":[{"$ref":"#/$defs/SaveAudioRecording"}]};

function validate459(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate459.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const before0 = errors;
if(!(validate68(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate68.errors : vErrors.concat(validate68.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/allOf/0/$ref");
}
validate459.errors = vErrors;
return errors === 0;
}
validate459.evaluated = {"dynamicProps":false,"dynamicItems":false};

export const NavigatorModeSchema = validate461;
const schema181 = {"allOf":[{"$ref":"#/$defs/NavigatorMode"}]};

function validate461(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate461.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const before0 = errors;
if(!(validate70(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate70.errors : vErrors.concat(validate70.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/allOf/0/$ref");
}
validate461.errors = vErrors;
return errors === 0;
}
validate461.evaluated = {"dynamicProps":false,"dynamicItems":false};

export const IvrMemoryEnabledSchema = validate463;
const schema182 = {"allOf":[{"$ref":"#/$defs/IvrMemoryEnabled"}]};

function validate463(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate463.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const before0 = errors;
if(!(validate72(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate72.errors : vErrors.concat(validate72.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/allOf/0/$ref");
}
validate463.errors = vErrors;
return errors === 0;
}
validate463.evaluated = {"dynamicProps":false,"dynamicItems":false};

export const TtsSpeakingRateSchema = validate465;
const schema183 = {"allOf":[{"$ref":"#/$defs/TtsSpeakingRate"}]};

function validate465(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate465.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const before0 = errors;
if(!(validate74(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate74.errors : vErrors.concat(validate74.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/allOf/0/$ref");
}
validate465.errors = vErrors;
return errors === 0;
}
validate465.evaluated = {"dynamicProps":false,"dynamicItems":false};

export const TtsPlaybackRateSchema = validate467;
const schema184 = {"allOf":[{"$ref":"#/$defs/TtsPlaybackRate"}]};

function validate467(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate467.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const before0 = errors;
if(!(validate76(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate76.errors : vErrors.concat(validate76.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/allOf/0/$ref");
}
validate467.errors = vErrors;
return errors === 0;
}
validate467.evaluated = {"dynamicProps":false,"dynamicItems":false};

export const ResponseDelaySecondsSchema = validate469;
const schema185 = {"allOf":[{"$ref":"#/$defs/ResponseDelaySeconds"}]};

function validate469(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate469.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const before0 = errors;
if(!(validate78(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate78.errors : vErrors.concat(validate78.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/allOf/0/$ref");
}
validate469.errors = vErrors;
return errors === 0;
}
validate469.evaluated = {"dynamicProps":false,"dynamicItems":false};

export const InactivityTimeoutSecondsSchema = validate471;
const schema186 = {"allOf":[{"$ref":"#/$defs/InactivityTimeoutSeconds"}]};

function validate471(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate471.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const before0 = errors;
if(!(validate80(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate80.errors : vErrors.concat(validate80.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/allOf/0/$ref");
}
validate471.errors = vErrors;
return errors === 0;
}
validate471.evaluated = {"dynamicProps":false,"dynamicItems":false};

export const BackgroundNoisePresetSchema = validate473;
const schema187 = {"allOf":[{"$ref":"#/$defs/BackgroundNoisePreset"}]};

function validate473(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate473.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const before0 = errors;
if(!(validate82(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate82.errors : vErrors.concat(validate82.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/allOf/0/$ref");
}
validate473.errors = vErrors;
return errors === 0;
}
validate473.evaluated = {"dynamicProps":false,"dynamicItems":false};

export const BackgroundNoiseVolumeSchema = validate475;
const schema188 = {"allOf":[{"$ref":"#/$defs/BackgroundNoiseVolume"}]};

function validate475(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate475.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const before0 = errors;
if(!(validate84(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate84.errors : vErrors.concat(validate84.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/allOf/0/$ref");
}
validate475.errors = vErrors;
return errors === 0;
}
validate475.evaluated = {"dynamicProps":false,"dynamicItems":false};

export const SttStackSchema = validate477;
const schema189 = {"allOf":[{"$ref":"#/$defs/SttStack"}]};

function validate477(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate477.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const before0 = errors;
if(!(validate86(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate86.errors : vErrors.concat(validate86.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/allOf/0/$ref");
}
validate477.errors = vErrors;
return errors === 0;
}
validate477.evaluated = {"dynamicProps":false,"dynamicItems":false};

export const NextCursorSchema = validate479;
const schema190 = {"allOf":[{"$ref":"#/$defs/NextCursor"}]};

function validate479(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate479.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const before0 = errors;
if(!(validate89(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate89.errors : vErrors.concat(validate89.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/allOf/0/$ref");
}
validate479.errors = vErrors;
return errors === 0;
}
validate479.evaluated = {"dynamicProps":false,"dynamicItems":false};

export const HasMoreSchema = validate481;
const schema191 = {"allOf":[{"$ref":"#/$defs/HasMore"}]};

function validate481(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate481.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const before0 = errors;
if(!(validate92(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate92.errors : vErrors.concat(validate92.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/allOf/0/$ref");
}
validate481.errors = vErrors;
return errors === 0;
}
validate481.evaluated = {"dynamicProps":false,"dynamicItems":false};

export const ErrorCodeSchema = validate483;
const schema192 = {"allOf":[{"$ref":"#/$defs/ErrorCode"}]};

function validate483(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate483.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const before0 = errors;
if(!(validate101(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate101.errors : vErrors.concat(validate101.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/allOf/0/$ref");
}
validate483.errors = vErrors;
return errors === 0;
}
validate483.evaluated = {"dynamicProps":false,"dynamicItems":false};

export const ErrorDetailSchema = validate485;
const schema193 = {"allOf":[{"$ref":"#/$defs/ErrorDetail"}]};

function validate485(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate485.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const before0 = errors;
if(!(validate100(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate100.errors : vErrors.concat(validate100.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/allOf/0/$ref");
}
validate485.errors = vErrors;
return errors === 0;
}
validate485.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const LlmProviderSettingSchema = validate487;
const schema194 = {"allOf":[{"$ref":"#/$defs/LlmProviderSetting"}]};

function validate487(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate487.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const before0 = errors;
if(!(validate121(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate121.errors : vErrors.concat(validate121.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/allOf/0/$ref");
}
validate487.errors = vErrors;
return errors === 0;
}
validate487.evaluated = {"dynamicProps":false,"dynamicItems":false};

export const LlmApiKeySchema = validate489;
const schema195 = {"allOf":[{"$ref":"#/$defs/LlmApiKey_response"}]};
const schema196 = {"type":"string","pattern":"^[\\x21-\\x7E]*$","x-message":"must be visible ASCII characters without spaces","maxLength":4096};

function validate490(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate490.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(typeof data === "string"){
if(func0(data) > 4096){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/maxLength",keyword:"maxLength",params:{limit: 4096},schema:4096,parentSchema:schema196,data});
errors++;
}
}
if(!pattern12.test(data)){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/pattern",keyword:"pattern",params:{pattern: "^[\\x21-\\x7E]*$"},schema:"^[\\x21-\\x7E]*$",parentSchema:schema196,data});
errors++;
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "string"},schema:schema196.type,parentSchema:schema196,data});
errors++;
}
}
validate490.errors = vErrors;
return errors === 0;
}
validate490.evaluated = {"dynamicProps":false,"dynamicItems":false};


function validate489(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate489.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const before0 = errors;
if(!(validate490(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate490.errors : vErrors.concat(validate490.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/allOf/0/$ref");
}
validate489.errors = vErrors;
return errors === 0;
}
validate489.evaluated = {"dynamicProps":false,"dynamicItems":false};

export const WebhookSecretSchema = validate492;
const schema197 = {"allOf":[{"$ref":"#/$defs/WebhookSecret_response"}]};
const schema198 = {"type":"string","maxLength":1024};

function validate493(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate493.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(typeof data === "string"){
if(func0(data) > 1024){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/maxLength",keyword:"maxLength",params:{limit: 1024},schema:1024,parentSchema:schema198,data});
errors++;
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "string"},schema:schema198.type,parentSchema:schema198,data});
errors++;
}
}
validate493.errors = vErrors;
return errors === 0;
}
validate493.evaluated = {"dynamicProps":false,"dynamicItems":false};


function validate492(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate492.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const before0 = errors;
if(!(validate493(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate493.errors : vErrors.concat(validate493.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/allOf/0/$ref");
}
validate492.errors = vErrors;
return errors === 0;
}
validate492.evaluated = {"dynamicProps":false,"dynamicItems":false};

export const BackgroundNoisePresetSettingSchema = validate495;
const schema199 = {"allOf":[{"$ref":"#/$defs/BackgroundNoisePresetSetting"}]};

function validate495(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate495.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const before0 = errors;
if(!(validate148(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate148.errors : vErrors.concat(validate148.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/allOf/0/$ref");
}
validate495.errors = vErrors;
return errors === 0;
}
validate495.evaluated = {"dynamicProps":false,"dynamicItems":false};

export const CreateAgentRequestSchema = validate497;
const schema200 = {"allOf":[{"$ref":"#/$defs/CreateAgentRequest_response"}]};
const schema201 = {"type":"object","additionalProperties":false,"required":["name","voice_id"],"properties":{"name":{"$ref":"#/$defs/AgentName"},"slug":{"$ref":"#/$defs/AgentSlug"},"prompt":{"$ref":"#/$defs/Prompt"},"first_message":{"$ref":"#/$defs/FirstMessage"},"language":{"$ref":"#/$defs/LanguageCode"},"llm_provider":{"$ref":"#/$defs/LlmProviderSetting"},"llm_model":{"anyOf":[{"$ref":"#/$defs/LlmModel"},{"type":"null"}]},"llm_base_url":{"anyOf":[{"$ref":"#/$defs/LlmBaseUrl"},{"type":"null"}]},"llm_api_key":{"not":{},"writeOnly":true},"llm_extra_body":{"anyOf":[{"$ref":"#/$defs/LlmExtraBody"},{"type":"null"}]},"voice_id":{"$ref":"#/$defs/VoiceSlug"},"temperature":{"$ref":"#/$defs/Temperature"},"widget_config":{"$ref":"#/$defs/WidgetConfig"},"is_public":{"$ref":"#/$defs/IsPublic"},"allowed_origins":{"$ref":"#/$defs/AllowedOrigins"},"hostname_allowlist":{"anyOf":[{"$ref":"#/$defs/HostnameAllowlist"},{"type":"null"}]},"memory_enabled":{"$ref":"#/$defs/MemoryEnabled"},"memory_retention_days":{"$ref":"#/$defs/MemoryRetentionDays"},"webhook_url":{"$ref":"#/$defs/WebhookUrl"},"webhook_secret":{"not":{},"writeOnly":true},"amd":{"$ref":"#/$defs/Amd"},"save_audio_recording":{"$ref":"#/$defs/SaveAudioRecording"},"navigator_mode":{"$ref":"#/$defs/NavigatorMode"},"ivr_memory_enabled":{"anyOf":[{"$ref":"#/$defs/IvrMemoryEnabled"},{"type":"null"}]},"tts_speaking_rate":{"$ref":"#/$defs/TtsSpeakingRate"},"tts_playback_rate":{"$ref":"#/$defs/TtsPlaybackRate"},"response_delay_seconds":{"$ref":"#/$defs/ResponseDelaySeconds"},"inactivity_timeout_seconds":{"anyOf":[{"$ref":"#/$defs/InactivityTimeoutSeconds"},{"type":"null"}]},"background_noise_preset":{"$ref":"#/$defs/BackgroundNoisePresetSetting"},"background_noise_volume":{"anyOf":[{"$ref":"#/$defs/BackgroundNoiseVolume"},{"type":"null"}]},"stt_override":{"anyOf":[{"$ref":"#/$defs/SttStack"},{"type":"null"}]}}};

function validate498(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate498.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.name === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "name"},schema:schema201.required,parentSchema:schema201,data});
errors++;
}
}
if(data.voice_id === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "voice_id"},schema:schema201.required,parentSchema:schema201,data});
errors++;
}
}
for(const key0 of namesOf(data)){
if(outer + errors - floor >= 500)break;
if(!(func2.call(schema201.properties, key0))){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},schema:false,parentSchema:schema201,data});
errors++;
}
}
}
if(data.name !== undefined){
const before0 = errors;
if(!(validate10(data.name, {instancePath:instancePath+"/name",parentData:data,parentDataProperty:"name",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate10.errors : vErrors.concat(validate10.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/properties/name/$ref");
}
}
if(data.slug !== undefined){
const before1 = errors;
if(!(validate12(data.slug, {instancePath:instancePath+"/slug",parentData:data,parentDataProperty:"slug",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate12.errors : vErrors.concat(validate12.errors);
errors = vErrors.length;
}
if(errors > before1){
behind(vErrors, before1, "#/properties/slug/$ref");
}
}
if(data.prompt !== undefined){
const before2 = errors;
if(!(validate14(data.prompt, {instancePath:instancePath+"/prompt",parentData:data,parentDataProperty:"prompt",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate14.errors : vErrors.concat(validate14.errors);
errors = vErrors.length;
}
if(errors > before2){
behind(vErrors, before2, "#/properties/prompt/$ref");
}
}
if(data.first_message !== undefined){
const before3 = errors;
if(!(validate16(data.first_message, {instancePath:instancePath+"/first_message",parentData:data,parentDataProperty:"first_message",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate16.errors : vErrors.concat(validate16.errors);
errors = vErrors.length;
}
if(errors > before3){
behind(vErrors, before3, "#/properties/first_message/$ref");
}
}
if(data.language !== undefined){
const before4 = errors;
if(!(validate18(data.language, {instancePath:instancePath+"/language",parentData:data,parentDataProperty:"language",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate18.errors : vErrors.concat(validate18.errors);
errors = vErrors.length;
}
if(errors > before4){
behind(vErrors, before4, "#/properties/language/$ref");
}
}
if(data.llm_provider !== undefined){
const before5 = errors;
if(!(validate121(data.llm_provider, {instancePath:instancePath+"/llm_provider",parentData:data,parentDataProperty:"llm_provider",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate121.errors : vErrors.concat(validate121.errors);
errors = vErrors.length;
}
if(errors > before5){
behind(vErrors, before5, "#/properties/llm_provider/$ref");
}
}
if(data.llm_model !== undefined){
let data6 = data.llm_model;
const _errs9 = errors;
const around0 = floor;
let valid1 = false;
floor = outer + errors;
const _errs10 = errors;
const before6 = errors;
if(!(validate22(data6, {instancePath:instancePath+"/llm_model",parentData:data,parentDataProperty:"llm_model",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate22.errors : vErrors.concat(validate22.errors);
errors = vErrors.length;
}
if(errors > before6){
behind(vErrors, before6, "#/properties/llm_model/anyOf/0/$ref");
}
var _valid0 = _errs10 === errors;
valid1 = valid1 || _valid0;
floor = outer + errors;
const _errs11 = errors;
if(data6 !== null){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/llm_model",schemaPath:"#/properties/llm_model/anyOf/1/type",keyword:"type",params:{type: "null"},schema:schema201.properties.llm_model.anyOf[1].type,parentSchema:schema201.properties.llm_model.anyOf[1],data:data6});
errors++;
}
}
var _valid0 = _errs11 === errors;
valid1 = valid1 || _valid0;
if(!valid1){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/llm_model",schemaPath:"#/properties/llm_model/anyOf",keyword:"anyOf",params:{},schema:schema201.properties.llm_model.anyOf,parentSchema:schema201.properties.llm_model,data:data6});
errors++;
}
}
else {
errors = _errs9;
if(vErrors !== null){
if(_errs9){
vErrors.length = _errs9;
}
else {
vErrors = null;
}
}
}
floor = around0;
}
if(data.llm_base_url !== undefined){
let data7 = data.llm_base_url;
const _errs14 = errors;
const around1 = floor;
let valid2 = false;
floor = outer + errors;
const _errs15 = errors;
const before7 = errors;
if(!(validate24(data7, {instancePath:instancePath+"/llm_base_url",parentData:data,parentDataProperty:"llm_base_url",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate24.errors : vErrors.concat(validate24.errors);
errors = vErrors.length;
}
if(errors > before7){
behind(vErrors, before7, "#/properties/llm_base_url/anyOf/0/$ref");
}
var _valid1 = _errs15 === errors;
valid2 = valid2 || _valid1;
floor = outer + errors;
const _errs16 = errors;
if(data7 !== null){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/llm_base_url",schemaPath:"#/properties/llm_base_url/anyOf/1/type",keyword:"type",params:{type: "null"},schema:schema201.properties.llm_base_url.anyOf[1].type,parentSchema:schema201.properties.llm_base_url.anyOf[1],data:data7});
errors++;
}
}
var _valid1 = _errs16 === errors;
valid2 = valid2 || _valid1;
if(!valid2){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/llm_base_url",schemaPath:"#/properties/llm_base_url/anyOf",keyword:"anyOf",params:{},schema:schema201.properties.llm_base_url.anyOf,parentSchema:schema201.properties.llm_base_url,data:data7});
errors++;
}
}
else {
errors = _errs14;
if(vErrors !== null){
if(_errs14){
vErrors.length = _errs14;
}
else {
vErrors = null;
}
}
}
floor = around1;
}
if(data.llm_api_key !== undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/llm_api_key",schemaPath:"#/properties/llm_api_key/not",keyword:"not",params:{},schema:schema201.properties.llm_api_key.not,parentSchema:schema201.properties.llm_api_key,data:data.llm_api_key});
errors++;
}
}
if(data.llm_extra_body !== undefined){
let data9 = data.llm_extra_body;
const _errs21 = errors;
const around2 = floor;
let valid3 = false;
floor = outer + errors;
const _errs22 = errors;
const before8 = errors;
if(!(validate26(data9, {instancePath:instancePath+"/llm_extra_body",parentData:data,parentDataProperty:"llm_extra_body",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate26.errors : vErrors.concat(validate26.errors);
errors = vErrors.length;
}
if(errors > before8){
behind(vErrors, before8, "#/properties/llm_extra_body/anyOf/0/$ref");
}
var _valid2 = _errs22 === errors;
valid3 = valid3 || _valid2;
floor = outer + errors;
const _errs23 = errors;
if(data9 !== null){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/llm_extra_body",schemaPath:"#/properties/llm_extra_body/anyOf/1/type",keyword:"type",params:{type: "null"},schema:schema201.properties.llm_extra_body.anyOf[1].type,parentSchema:schema201.properties.llm_extra_body.anyOf[1],data:data9});
errors++;
}
}
var _valid2 = _errs23 === errors;
valid3 = valid3 || _valid2;
if(!valid3){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/llm_extra_body",schemaPath:"#/properties/llm_extra_body/anyOf",keyword:"anyOf",params:{},schema:schema201.properties.llm_extra_body.anyOf,parentSchema:schema201.properties.llm_extra_body,data:data9});
errors++;
}
}
else {
errors = _errs21;
if(vErrors !== null){
if(_errs21){
vErrors.length = _errs21;
}
else {
vErrors = null;
}
}
}
floor = around2;
}
if(data.voice_id !== undefined){
const before9 = errors;
if(!(validate28(data.voice_id, {instancePath:instancePath+"/voice_id",parentData:data,parentDataProperty:"voice_id",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate28.errors : vErrors.concat(validate28.errors);
errors = vErrors.length;
}
if(errors > before9){
behind(vErrors, before9, "#/properties/voice_id/$ref");
}
}
if(data.temperature !== undefined){
const before10 = errors;
if(!(validate30(data.temperature, {instancePath:instancePath+"/temperature",parentData:data,parentDataProperty:"temperature",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate30.errors : vErrors.concat(validate30.errors);
errors = vErrors.length;
}
if(errors > before10){
behind(vErrors, before10, "#/properties/temperature/$ref");
}
}
if(data.widget_config !== undefined){
const before11 = errors;
if(!(validate32(data.widget_config, {instancePath:instancePath+"/widget_config",parentData:data,parentDataProperty:"widget_config",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate32.errors : vErrors.concat(validate32.errors);
errors = vErrors.length;
}
if(errors > before11){
behind(vErrors, before11, "#/properties/widget_config/$ref");
}
}
if(data.is_public !== undefined){
const before12 = errors;
if(!(validate42(data.is_public, {instancePath:instancePath+"/is_public",parentData:data,parentDataProperty:"is_public",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate42.errors : vErrors.concat(validate42.errors);
errors = vErrors.length;
}
if(errors > before12){
behind(vErrors, before12, "#/properties/is_public/$ref");
}
}
if(data.allowed_origins !== undefined){
const before13 = errors;
if(!(validate44(data.allowed_origins, {instancePath:instancePath+"/allowed_origins",parentData:data,parentDataProperty:"allowed_origins",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate44.errors : vErrors.concat(validate44.errors);
errors = vErrors.length;
}
if(errors > before13){
behind(vErrors, before13, "#/properties/allowed_origins/$ref");
}
}
if(data.hostname_allowlist !== undefined){
let data15 = data.hostname_allowlist;
const _errs31 = errors;
const around3 = floor;
let valid4 = false;
floor = outer + errors;
const _errs32 = errors;
const before14 = errors;
if(!(validate46(data15, {instancePath:instancePath+"/hostname_allowlist",parentData:data,parentDataProperty:"hostname_allowlist",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate46.errors : vErrors.concat(validate46.errors);
errors = vErrors.length;
}
if(errors > before14){
behind(vErrors, before14, "#/properties/hostname_allowlist/anyOf/0/$ref");
}
var _valid3 = _errs32 === errors;
valid4 = valid4 || _valid3;
floor = outer + errors;
const _errs33 = errors;
if(data15 !== null){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/hostname_allowlist",schemaPath:"#/properties/hostname_allowlist/anyOf/1/type",keyword:"type",params:{type: "null"},schema:schema201.properties.hostname_allowlist.anyOf[1].type,parentSchema:schema201.properties.hostname_allowlist.anyOf[1],data:data15});
errors++;
}
}
var _valid3 = _errs33 === errors;
valid4 = valid4 || _valid3;
if(!valid4){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/hostname_allowlist",schemaPath:"#/properties/hostname_allowlist/anyOf",keyword:"anyOf",params:{},schema:schema201.properties.hostname_allowlist.anyOf,parentSchema:schema201.properties.hostname_allowlist,data:data15});
errors++;
}
}
else {
errors = _errs31;
if(vErrors !== null){
if(_errs31){
vErrors.length = _errs31;
}
else {
vErrors = null;
}
}
}
floor = around3;
}
if(data.memory_enabled !== undefined){
const before15 = errors;
if(!(validate48(data.memory_enabled, {instancePath:instancePath+"/memory_enabled",parentData:data,parentDataProperty:"memory_enabled",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate48.errors : vErrors.concat(validate48.errors);
errors = vErrors.length;
}
if(errors > before15){
behind(vErrors, before15, "#/properties/memory_enabled/$ref");
}
}
if(data.memory_retention_days !== undefined){
const before16 = errors;
if(!(validate50(data.memory_retention_days, {instancePath:instancePath+"/memory_retention_days",parentData:data,parentDataProperty:"memory_retention_days",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate50.errors : vErrors.concat(validate50.errors);
errors = vErrors.length;
}
if(errors > before16){
behind(vErrors, before16, "#/properties/memory_retention_days/$ref");
}
}
if(data.webhook_url !== undefined){
const before17 = errors;
if(!(validate52(data.webhook_url, {instancePath:instancePath+"/webhook_url",parentData:data,parentDataProperty:"webhook_url",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate52.errors : vErrors.concat(validate52.errors);
errors = vErrors.length;
}
if(errors > before17){
behind(vErrors, before17, "#/properties/webhook_url/$ref");
}
}
if(data.webhook_secret !== undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/webhook_secret",schemaPath:"#/properties/webhook_secret/not",keyword:"not",params:{},schema:schema201.properties.webhook_secret.not,parentSchema:schema201.properties.webhook_secret,data:data.webhook_secret});
errors++;
}
}
if(data.amd !== undefined){
const before18 = errors;
if(!(validate54(data.amd, {instancePath:instancePath+"/amd",parentData:data,parentDataProperty:"amd",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate54.errors : vErrors.concat(validate54.errors);
errors = vErrors.length;
}
if(errors > before18){
behind(vErrors, before18, "#/properties/amd/$ref");
}
}
if(data.save_audio_recording !== undefined){
const before19 = errors;
if(!(validate68(data.save_audio_recording, {instancePath:instancePath+"/save_audio_recording",parentData:data,parentDataProperty:"save_audio_recording",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate68.errors : vErrors.concat(validate68.errors);
errors = vErrors.length;
}
if(errors > before19){
behind(vErrors, before19, "#/properties/save_audio_recording/$ref");
}
}
if(data.navigator_mode !== undefined){
const before20 = errors;
if(!(validate70(data.navigator_mode, {instancePath:instancePath+"/navigator_mode",parentData:data,parentDataProperty:"navigator_mode",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate70.errors : vErrors.concat(validate70.errors);
errors = vErrors.length;
}
if(errors > before20){
behind(vErrors, before20, "#/properties/navigator_mode/$ref");
}
}
if(data.ivr_memory_enabled !== undefined){
let data23 = data.ivr_memory_enabled;
const _errs44 = errors;
const around4 = floor;
let valid5 = false;
floor = outer + errors;
const _errs45 = errors;
const before21 = errors;
if(!(validate72(data23, {instancePath:instancePath+"/ivr_memory_enabled",parentData:data,parentDataProperty:"ivr_memory_enabled",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate72.errors : vErrors.concat(validate72.errors);
errors = vErrors.length;
}
if(errors > before21){
behind(vErrors, before21, "#/properties/ivr_memory_enabled/anyOf/0/$ref");
}
var _valid4 = _errs45 === errors;
valid5 = valid5 || _valid4;
floor = outer + errors;
const _errs46 = errors;
if(data23 !== null){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/ivr_memory_enabled",schemaPath:"#/properties/ivr_memory_enabled/anyOf/1/type",keyword:"type",params:{type: "null"},schema:schema201.properties.ivr_memory_enabled.anyOf[1].type,parentSchema:schema201.properties.ivr_memory_enabled.anyOf[1],data:data23});
errors++;
}
}
var _valid4 = _errs46 === errors;
valid5 = valid5 || _valid4;
if(!valid5){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/ivr_memory_enabled",schemaPath:"#/properties/ivr_memory_enabled/anyOf",keyword:"anyOf",params:{},schema:schema201.properties.ivr_memory_enabled.anyOf,parentSchema:schema201.properties.ivr_memory_enabled,data:data23});
errors++;
}
}
else {
errors = _errs44;
if(vErrors !== null){
if(_errs44){
vErrors.length = _errs44;
}
else {
vErrors = null;
}
}
}
floor = around4;
}
if(data.tts_speaking_rate !== undefined){
const before22 = errors;
if(!(validate74(data.tts_speaking_rate, {instancePath:instancePath+"/tts_speaking_rate",parentData:data,parentDataProperty:"tts_speaking_rate",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate74.errors : vErrors.concat(validate74.errors);
errors = vErrors.length;
}
if(errors > before22){
behind(vErrors, before22, "#/properties/tts_speaking_rate/$ref");
}
}
if(data.tts_playback_rate !== undefined){
const before23 = errors;
if(!(validate76(data.tts_playback_rate, {instancePath:instancePath+"/tts_playback_rate",parentData:data,parentDataProperty:"tts_playback_rate",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate76.errors : vErrors.concat(validate76.errors);
errors = vErrors.length;
}
if(errors > before23){
behind(vErrors, before23, "#/properties/tts_playback_rate/$ref");
}
}
if(data.response_delay_seconds !== undefined){
const before24 = errors;
if(!(validate78(data.response_delay_seconds, {instancePath:instancePath+"/response_delay_seconds",parentData:data,parentDataProperty:"response_delay_seconds",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate78.errors : vErrors.concat(validate78.errors);
errors = vErrors.length;
}
if(errors > before24){
behind(vErrors, before24, "#/properties/response_delay_seconds/$ref");
}
}
if(data.inactivity_timeout_seconds !== undefined){
let data27 = data.inactivity_timeout_seconds;
const _errs52 = errors;
const around5 = floor;
let valid6 = false;
floor = outer + errors;
const _errs53 = errors;
const before25 = errors;
if(!(validate80(data27, {instancePath:instancePath+"/inactivity_timeout_seconds",parentData:data,parentDataProperty:"inactivity_timeout_seconds",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate80.errors : vErrors.concat(validate80.errors);
errors = vErrors.length;
}
if(errors > before25){
behind(vErrors, before25, "#/properties/inactivity_timeout_seconds/anyOf/0/$ref");
}
var _valid5 = _errs53 === errors;
valid6 = valid6 || _valid5;
floor = outer + errors;
const _errs54 = errors;
if(data27 !== null){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/inactivity_timeout_seconds",schemaPath:"#/properties/inactivity_timeout_seconds/anyOf/1/type",keyword:"type",params:{type: "null"},schema:schema201.properties.inactivity_timeout_seconds.anyOf[1].type,parentSchema:schema201.properties.inactivity_timeout_seconds.anyOf[1],data:data27});
errors++;
}
}
var _valid5 = _errs54 === errors;
valid6 = valid6 || _valid5;
if(!valid6){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/inactivity_timeout_seconds",schemaPath:"#/properties/inactivity_timeout_seconds/anyOf",keyword:"anyOf",params:{},schema:schema201.properties.inactivity_timeout_seconds.anyOf,parentSchema:schema201.properties.inactivity_timeout_seconds,data:data27});
errors++;
}
}
else {
errors = _errs52;
if(vErrors !== null){
if(_errs52){
vErrors.length = _errs52;
}
else {
vErrors = null;
}
}
}
floor = around5;
}
if(data.background_noise_preset !== undefined){
const before26 = errors;
if(!(validate148(data.background_noise_preset, {instancePath:instancePath+"/background_noise_preset",parentData:data,parentDataProperty:"background_noise_preset",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate148.errors : vErrors.concat(validate148.errors);
errors = vErrors.length;
}
if(errors > before26){
behind(vErrors, before26, "#/properties/background_noise_preset/$ref");
}
}
if(data.background_noise_volume !== undefined){
let data29 = data.background_noise_volume;
const _errs58 = errors;
const around6 = floor;
let valid7 = false;
floor = outer + errors;
const _errs59 = errors;
const before27 = errors;
if(!(validate84(data29, {instancePath:instancePath+"/background_noise_volume",parentData:data,parentDataProperty:"background_noise_volume",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate84.errors : vErrors.concat(validate84.errors);
errors = vErrors.length;
}
if(errors > before27){
behind(vErrors, before27, "#/properties/background_noise_volume/anyOf/0/$ref");
}
var _valid6 = _errs59 === errors;
valid7 = valid7 || _valid6;
floor = outer + errors;
const _errs60 = errors;
if(data29 !== null){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/background_noise_volume",schemaPath:"#/properties/background_noise_volume/anyOf/1/type",keyword:"type",params:{type: "null"},schema:schema201.properties.background_noise_volume.anyOf[1].type,parentSchema:schema201.properties.background_noise_volume.anyOf[1],data:data29});
errors++;
}
}
var _valid6 = _errs60 === errors;
valid7 = valid7 || _valid6;
if(!valid7){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/background_noise_volume",schemaPath:"#/properties/background_noise_volume/anyOf",keyword:"anyOf",params:{},schema:schema201.properties.background_noise_volume.anyOf,parentSchema:schema201.properties.background_noise_volume,data:data29});
errors++;
}
}
else {
errors = _errs58;
if(vErrors !== null){
if(_errs58){
vErrors.length = _errs58;
}
else {
vErrors = null;
}
}
}
floor = around6;
}
if(data.stt_override !== undefined){
let data30 = data.stt_override;
const _errs63 = errors;
const around7 = floor;
let valid8 = false;
floor = outer + errors;
const _errs64 = errors;
const before28 = errors;
if(!(validate86(data30, {instancePath:instancePath+"/stt_override",parentData:data,parentDataProperty:"stt_override",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate86.errors : vErrors.concat(validate86.errors);
errors = vErrors.length;
}
if(errors > before28){
behind(vErrors, before28, "#/properties/stt_override/anyOf/0/$ref");
}
var _valid7 = _errs64 === errors;
valid8 = valid8 || _valid7;
floor = outer + errors;
const _errs65 = errors;
if(data30 !== null){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/stt_override",schemaPath:"#/properties/stt_override/anyOf/1/type",keyword:"type",params:{type: "null"},schema:schema201.properties.stt_override.anyOf[1].type,parentSchema:schema201.properties.stt_override.anyOf[1],data:data30});
errors++;
}
}
var _valid7 = _errs65 === errors;
valid8 = valid8 || _valid7;
if(!valid8){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/stt_override",schemaPath:"#/properties/stt_override/anyOf",keyword:"anyOf",params:{},schema:schema201.properties.stt_override.anyOf,parentSchema:schema201.properties.stt_override,data:data30});
errors++;
}
}
else {
errors = _errs63;
if(vErrors !== null){
if(_errs63){
vErrors.length = _errs63;
}
else {
vErrors = null;
}
}
}
floor = around7;
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},schema:schema201.type,parentSchema:schema201,data});
errors++;
}
}
validate498.errors = vErrors;
return errors === 0;
}
validate498.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate497(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate497.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const before0 = errors;
if(!(validate498(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate498.errors : vErrors.concat(validate498.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/allOf/0/$ref");
}
validate497.errors = vErrors;
return errors === 0;
}
validate497.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const AllowedLlmModelSchema = validate529;
const schema202 = {"allOf":[{"$ref":"#/$defs/AllowedLlmModel"}]};

function validate529(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate529.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const before0 = errors;
if(!(validate160(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate160.errors : vErrors.concat(validate160.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/allOf/0/$ref");
}
validate529.errors = vErrors;
return errors === 0;
}
validate529.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const ConversationStatusSchema = validate531;
const schema203 = {"allOf":[{"$ref":"#/$defs/ConversationStatus"}]};

function validate531(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate531.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const before0 = errors;
if(!(validate165(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate165.errors : vErrors.concat(validate165.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/allOf/0/$ref");
}
validate531.errors = vErrors;
return errors === 0;
}
validate531.evaluated = {"dynamicProps":false,"dynamicItems":false};

export const CallerIdentitySchema = validate533;
const schema204 = {"allOf":[{"$ref":"#/$defs/CallerIdentity"}]};

function validate533(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate533.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const before0 = errors;
if(!(validate167(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate167.errors : vErrors.concat(validate167.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/allOf/0/$ref");
}
validate533.errors = vErrors;
return errors === 0;
}
validate533.evaluated = {"dynamicProps":false,"dynamicItems":false};

export const ConversationIdSchema = validate535;
const schema205 = {"allOf":[{"$ref":"#/$defs/ConversationId"}]};

function validate535(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate535.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const before0 = errors;
if(!(validate173(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate173.errors : vErrors.concat(validate173.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/allOf/0/$ref");
}
validate535.errors = vErrors;
return errors === 0;
}
validate535.evaluated = {"dynamicProps":false,"dynamicItems":false};

export const DynamicVariablesSchema = validate537;
const schema206 = {"allOf":[{"$ref":"#/$defs/DynamicVariables"}]};

function validate537(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate537.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const before0 = errors;
if(!(validate178(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate178.errors : vErrors.concat(validate178.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/allOf/0/$ref");
}
validate537.errors = vErrors;
return errors === 0;
}
validate537.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const EndReasonSchema = validate539;
const schema207 = {"allOf":[{"$ref":"#/$defs/EndReason"}]};

function validate539(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate539.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const before0 = errors;
if(!(validate180(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate180.errors : vErrors.concat(validate180.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/allOf/0/$ref");
}
validate539.errors = vErrors;
return errors === 0;
}
validate539.evaluated = {"dynamicProps":false,"dynamicItems":false};

export const DurationSecondsSchema = validate541;
const schema208 = {"allOf":[{"$ref":"#/$defs/DurationSeconds"}]};

function validate541(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate541.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const before0 = errors;
if(!(validate182(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate182.errors : vErrors.concat(validate182.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/allOf/0/$ref");
}
validate541.errors = vErrors;
return errors === 0;
}
validate541.evaluated = {"dynamicProps":false,"dynamicItems":false};

export const EvaluationSchema = validate543;
const schema209 = {"allOf":[{"$ref":"#/$defs/Evaluation"}]};

function validate543(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate543.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const before0 = errors;
if(!(validate185(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate185.errors : vErrors.concat(validate185.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/allOf/0/$ref");
}
validate543.errors = vErrors;
return errors === 0;
}
validate543.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const EvaluationsSchema = validate545;
const schema210 = {"allOf":[{"$ref":"#/$defs/Evaluations"}]};

function validate545(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate545.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const before0 = errors;
if(!(validate184(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate184.errors : vErrors.concat(validate184.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/allOf/0/$ref");
}
validate545.errors = vErrors;
return errors === 0;
}
validate545.evaluated = {"items":true,"dynamicProps":false,"dynamicItems":false};

export const ExtractedSchema = validate547;
const schema211 = {"allOf":[{"$ref":"#/$defs/Extracted"}]};

function validate547(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate547.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const before0 = errors;
if(!(validate188(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate188.errors : vErrors.concat(validate188.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/allOf/0/$ref");
}
validate547.errors = vErrors;
return errors === 0;
}
validate547.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const RecordingUrlSchema = validate549;
const schema212 = {"allOf":[{"$ref":"#/$defs/RecordingUrl"}]};

function validate549(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate549.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const before0 = errors;
if(!(validate190(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate190.errors : vErrors.concat(validate190.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/allOf/0/$ref");
}
validate549.errors = vErrors;
return errors === 0;
}
validate549.evaluated = {"dynamicProps":false,"dynamicItems":false};

export const MomentSchema = validate551;
const schema213 = {"allOf":[{"$ref":"#/$defs/Moment"}]};

function validate551(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate551.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const before0 = errors;
if(!(validate192(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate192.errors : vErrors.concat(validate192.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/allOf/0/$ref");
}
validate551.errors = vErrors;
return errors === 0;
}
validate551.evaluated = {"dynamicProps":false,"dynamicItems":false};

export const MessageIdSchema = validate553;
const schema214 = {"allOf":[{"$ref":"#/$defs/MessageId"}]};

function validate553(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate553.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const before0 = errors;
if(!(validate206(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate206.errors : vErrors.concat(validate206.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/allOf/0/$ref");
}
validate553.errors = vErrors;
return errors === 0;
}
validate553.evaluated = {"dynamicProps":false,"dynamicItems":false};

export const MessageRoleSchema = validate555;
const schema215 = {"allOf":[{"$ref":"#/$defs/MessageRole"}]};

function validate555(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate555.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const before0 = errors;
if(!(validate208(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate208.errors : vErrors.concat(validate208.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/allOf/0/$ref");
}
validate555.errors = vErrors;
return errors === 0;
}
validate555.evaluated = {"dynamicProps":false,"dynamicItems":false};

export const MessageTextSchema = validate557;
const schema216 = {"allOf":[{"$ref":"#/$defs/MessageText"}]};

function validate557(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate557.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const before0 = errors;
if(!(validate210(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate210.errors : vErrors.concat(validate210.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/allOf/0/$ref");
}
validate557.errors = vErrors;
return errors === 0;
}
validate557.evaluated = {"dynamicProps":false,"dynamicItems":false};

export const MessageSchema = validate559;
const schema217 = {"allOf":[{"$ref":"#/$defs/Message"}]};

function validate559(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate559.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const before0 = errors;
if(!(validate205(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate205.errors : vErrors.concat(validate205.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/allOf/0/$ref");
}
validate559.errors = vErrors;
return errors === 0;
}
validate559.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const WebhookDeliveryIdSchema = validate561;
const schema218 = {"allOf":[{"$ref":"#/$defs/WebhookDeliveryId"}]};

function validate561(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate561.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const before0 = errors;
if(!(validate219(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate219.errors : vErrors.concat(validate219.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/allOf/0/$ref");
}
validate561.errors = vErrors;
return errors === 0;
}
validate561.evaluated = {"dynamicProps":false,"dynamicItems":false};

export const WebhookEventSchema = validate563;
const schema219 = {"allOf":[{"$ref":"#/$defs/WebhookEvent"}]};

function validate563(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate563.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const before0 = errors;
if(!(validate222(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate222.errors : vErrors.concat(validate222.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/allOf/0/$ref");
}
validate563.errors = vErrors;
return errors === 0;
}
validate563.evaluated = {"dynamicProps":false,"dynamicItems":false};

export const WebhookDeliveryStatusSchema = validate565;
const schema220 = {"allOf":[{"$ref":"#/$defs/WebhookDeliveryStatus"}]};

function validate565(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate565.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const before0 = errors;
if(!(validate224(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate224.errors : vErrors.concat(validate224.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/allOf/0/$ref");
}
validate565.errors = vErrors;
return errors === 0;
}
validate565.evaluated = {"dynamicProps":false,"dynamicItems":false};

export const WebhookDeliverySchema = validate567;
const schema221 = {"allOf":[{"$ref":"#/$defs/WebhookDelivery"}]};

function validate567(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate567.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const before0 = errors;
if(!(validate218(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate218.errors : vErrors.concat(validate218.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/allOf/0/$ref");
}
validate567.errors = vErrors;
return errors === 0;
}
validate567.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const SttStackSettingSchema = validate569;
const schema222 = {"allOf":[{"$ref":"#/$defs/SttStackSetting"}]};

function validate569(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate569.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const before0 = errors;
if(!(validate270(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate270.errors : vErrors.concat(validate270.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/allOf/0/$ref");
}
validate569.errors = vErrors;
return errors === 0;
}
validate569.evaluated = {"dynamicProps":false,"dynamicItems":false};

export const UpdateAgentRequestSchema = validate571;
const schema223 = {"allOf":[{"$ref":"#/$defs/UpdateAgentRequest_response"}]};
const schema224 = {"type":"object","additionalProperties":false,"properties":{"name":{"$ref":"#/$defs/AgentName"},"prompt":{"$ref":"#/$defs/Prompt"},"first_message":{"$ref":"#/$defs/FirstMessage"},"language":{"$ref":"#/$defs/LanguageCode"},"llm_provider":{"$ref":"#/$defs/LlmProviderSetting"},"llm_model":{"anyOf":[{"$ref":"#/$defs/LlmModel"},{"type":"null"}]},"llm_base_url":{"anyOf":[{"$ref":"#/$defs/LlmBaseUrl"},{"type":"null"}]},"llm_api_key":{"not":{},"writeOnly":true},"llm_extra_body":{"anyOf":[{"$ref":"#/$defs/LlmExtraBody"},{"type":"null"}]},"voice_id":{"$ref":"#/$defs/VoiceSlug"},"temperature":{"$ref":"#/$defs/Temperature"},"widget_config":{"$ref":"#/$defs/WidgetConfig"},"is_public":{"$ref":"#/$defs/IsPublic"},"allowed_origins":{"$ref":"#/$defs/AllowedOrigins"},"hostname_allowlist":{"anyOf":[{"$ref":"#/$defs/HostnameAllowlist"},{"type":"null"}]},"memory_enabled":{"$ref":"#/$defs/MemoryEnabled"},"memory_retention_days":{"$ref":"#/$defs/MemoryRetentionDays"},"webhook_url":{"$ref":"#/$defs/WebhookUrl"},"webhook_secret":{"not":{},"writeOnly":true},"amd":{"$ref":"#/$defs/Amd"},"save_audio_recording":{"$ref":"#/$defs/SaveAudioRecording"},"navigator_mode":{"$ref":"#/$defs/NavigatorMode"},"ivr_memory_enabled":{"anyOf":[{"$ref":"#/$defs/IvrMemoryEnabled"},{"type":"null"}]},"tts_speaking_rate":{"$ref":"#/$defs/TtsSpeakingRate"},"clear_tts_speaking_rate":{"not":{},"writeOnly":true},"tts_playback_rate":{"$ref":"#/$defs/TtsPlaybackRate"},"clear_tts_playback_rate":{"not":{},"writeOnly":true},"response_delay_seconds":{"$ref":"#/$defs/ResponseDelaySeconds"},"clear_response_delay_seconds":{"not":{},"writeOnly":true},"inactivity_timeout_seconds":{"anyOf":[{"$ref":"#/$defs/InactivityTimeoutSeconds"},{"type":"null"}]},"background_noise_preset":{"$ref":"#/$defs/BackgroundNoisePresetSetting"},"background_noise_volume":{"anyOf":[{"$ref":"#/$defs/BackgroundNoiseVolume"},{"type":"null"}]},"stt_override":{"$ref":"#/$defs/SttStackSetting"}}};

function validate572(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate572.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 of namesOf(data)){
if(outer + errors - floor >= 500)break;
if(!(func2.call(schema224.properties, key0))){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},schema:false,parentSchema:schema224,data});
errors++;
}
}
}
if(data.name !== undefined){
const before0 = errors;
if(!(validate10(data.name, {instancePath:instancePath+"/name",parentData:data,parentDataProperty:"name",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate10.errors : vErrors.concat(validate10.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/properties/name/$ref");
}
}
if(data.prompt !== undefined){
const before1 = errors;
if(!(validate14(data.prompt, {instancePath:instancePath+"/prompt",parentData:data,parentDataProperty:"prompt",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate14.errors : vErrors.concat(validate14.errors);
errors = vErrors.length;
}
if(errors > before1){
behind(vErrors, before1, "#/properties/prompt/$ref");
}
}
if(data.first_message !== undefined){
const before2 = errors;
if(!(validate16(data.first_message, {instancePath:instancePath+"/first_message",parentData:data,parentDataProperty:"first_message",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate16.errors : vErrors.concat(validate16.errors);
errors = vErrors.length;
}
if(errors > before2){
behind(vErrors, before2, "#/properties/first_message/$ref");
}
}
if(data.language !== undefined){
const before3 = errors;
if(!(validate18(data.language, {instancePath:instancePath+"/language",parentData:data,parentDataProperty:"language",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate18.errors : vErrors.concat(validate18.errors);
errors = vErrors.length;
}
if(errors > before3){
behind(vErrors, before3, "#/properties/language/$ref");
}
}
if(data.llm_provider !== undefined){
const before4 = errors;
if(!(validate121(data.llm_provider, {instancePath:instancePath+"/llm_provider",parentData:data,parentDataProperty:"llm_provider",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate121.errors : vErrors.concat(validate121.errors);
errors = vErrors.length;
}
if(errors > before4){
behind(vErrors, before4, "#/properties/llm_provider/$ref");
}
}
if(data.llm_model !== undefined){
let data5 = data.llm_model;
const _errs8 = errors;
const around0 = floor;
let valid1 = false;
floor = outer + errors;
const _errs9 = errors;
const before5 = errors;
if(!(validate22(data5, {instancePath:instancePath+"/llm_model",parentData:data,parentDataProperty:"llm_model",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate22.errors : vErrors.concat(validate22.errors);
errors = vErrors.length;
}
if(errors > before5){
behind(vErrors, before5, "#/properties/llm_model/anyOf/0/$ref");
}
var _valid0 = _errs9 === errors;
valid1 = valid1 || _valid0;
floor = outer + errors;
const _errs10 = errors;
if(data5 !== null){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/llm_model",schemaPath:"#/properties/llm_model/anyOf/1/type",keyword:"type",params:{type: "null"},schema:schema224.properties.llm_model.anyOf[1].type,parentSchema:schema224.properties.llm_model.anyOf[1],data:data5});
errors++;
}
}
var _valid0 = _errs10 === errors;
valid1 = valid1 || _valid0;
if(!valid1){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/llm_model",schemaPath:"#/properties/llm_model/anyOf",keyword:"anyOf",params:{},schema:schema224.properties.llm_model.anyOf,parentSchema:schema224.properties.llm_model,data:data5});
errors++;
}
}
else {
errors = _errs8;
if(vErrors !== null){
if(_errs8){
vErrors.length = _errs8;
}
else {
vErrors = null;
}
}
}
floor = around0;
}
if(data.llm_base_url !== undefined){
let data6 = data.llm_base_url;
const _errs13 = errors;
const around1 = floor;
let valid2 = false;
floor = outer + errors;
const _errs14 = errors;
const before6 = errors;
if(!(validate24(data6, {instancePath:instancePath+"/llm_base_url",parentData:data,parentDataProperty:"llm_base_url",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate24.errors : vErrors.concat(validate24.errors);
errors = vErrors.length;
}
if(errors > before6){
behind(vErrors, before6, "#/properties/llm_base_url/anyOf/0/$ref");
}
var _valid1 = _errs14 === errors;
valid2 = valid2 || _valid1;
floor = outer + errors;
const _errs15 = errors;
if(data6 !== null){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/llm_base_url",schemaPath:"#/properties/llm_base_url/anyOf/1/type",keyword:"type",params:{type: "null"},schema:schema224.properties.llm_base_url.anyOf[1].type,parentSchema:schema224.properties.llm_base_url.anyOf[1],data:data6});
errors++;
}
}
var _valid1 = _errs15 === errors;
valid2 = valid2 || _valid1;
if(!valid2){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/llm_base_url",schemaPath:"#/properties/llm_base_url/anyOf",keyword:"anyOf",params:{},schema:schema224.properties.llm_base_url.anyOf,parentSchema:schema224.properties.llm_base_url,data:data6});
errors++;
}
}
else {
errors = _errs13;
if(vErrors !== null){
if(_errs13){
vErrors.length = _errs13;
}
else {
vErrors = null;
}
}
}
floor = around1;
}
if(data.llm_api_key !== undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/llm_api_key",schemaPath:"#/properties/llm_api_key/not",keyword:"not",params:{},schema:schema224.properties.llm_api_key.not,parentSchema:schema224.properties.llm_api_key,data:data.llm_api_key});
errors++;
}
}
if(data.llm_extra_body !== undefined){
let data8 = data.llm_extra_body;
const _errs20 = errors;
const around2 = floor;
let valid3 = false;
floor = outer + errors;
const _errs21 = errors;
const before7 = errors;
if(!(validate26(data8, {instancePath:instancePath+"/llm_extra_body",parentData:data,parentDataProperty:"llm_extra_body",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate26.errors : vErrors.concat(validate26.errors);
errors = vErrors.length;
}
if(errors > before7){
behind(vErrors, before7, "#/properties/llm_extra_body/anyOf/0/$ref");
}
var _valid2 = _errs21 === errors;
valid3 = valid3 || _valid2;
floor = outer + errors;
const _errs22 = errors;
if(data8 !== null){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/llm_extra_body",schemaPath:"#/properties/llm_extra_body/anyOf/1/type",keyword:"type",params:{type: "null"},schema:schema224.properties.llm_extra_body.anyOf[1].type,parentSchema:schema224.properties.llm_extra_body.anyOf[1],data:data8});
errors++;
}
}
var _valid2 = _errs22 === errors;
valid3 = valid3 || _valid2;
if(!valid3){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/llm_extra_body",schemaPath:"#/properties/llm_extra_body/anyOf",keyword:"anyOf",params:{},schema:schema224.properties.llm_extra_body.anyOf,parentSchema:schema224.properties.llm_extra_body,data:data8});
errors++;
}
}
else {
errors = _errs20;
if(vErrors !== null){
if(_errs20){
vErrors.length = _errs20;
}
else {
vErrors = null;
}
}
}
floor = around2;
}
if(data.voice_id !== undefined){
const before8 = errors;
if(!(validate28(data.voice_id, {instancePath:instancePath+"/voice_id",parentData:data,parentDataProperty:"voice_id",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate28.errors : vErrors.concat(validate28.errors);
errors = vErrors.length;
}
if(errors > before8){
behind(vErrors, before8, "#/properties/voice_id/$ref");
}
}
if(data.temperature !== undefined){
const before9 = errors;
if(!(validate30(data.temperature, {instancePath:instancePath+"/temperature",parentData:data,parentDataProperty:"temperature",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate30.errors : vErrors.concat(validate30.errors);
errors = vErrors.length;
}
if(errors > before9){
behind(vErrors, before9, "#/properties/temperature/$ref");
}
}
if(data.widget_config !== undefined){
const before10 = errors;
if(!(validate32(data.widget_config, {instancePath:instancePath+"/widget_config",parentData:data,parentDataProperty:"widget_config",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate32.errors : vErrors.concat(validate32.errors);
errors = vErrors.length;
}
if(errors > before10){
behind(vErrors, before10, "#/properties/widget_config/$ref");
}
}
if(data.is_public !== undefined){
const before11 = errors;
if(!(validate42(data.is_public, {instancePath:instancePath+"/is_public",parentData:data,parentDataProperty:"is_public",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate42.errors : vErrors.concat(validate42.errors);
errors = vErrors.length;
}
if(errors > before11){
behind(vErrors, before11, "#/properties/is_public/$ref");
}
}
if(data.allowed_origins !== undefined){
const before12 = errors;
if(!(validate44(data.allowed_origins, {instancePath:instancePath+"/allowed_origins",parentData:data,parentDataProperty:"allowed_origins",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate44.errors : vErrors.concat(validate44.errors);
errors = vErrors.length;
}
if(errors > before12){
behind(vErrors, before12, "#/properties/allowed_origins/$ref");
}
}
if(data.hostname_allowlist !== undefined){
let data14 = data.hostname_allowlist;
const _errs30 = errors;
const around3 = floor;
let valid4 = false;
floor = outer + errors;
const _errs31 = errors;
const before13 = errors;
if(!(validate46(data14, {instancePath:instancePath+"/hostname_allowlist",parentData:data,parentDataProperty:"hostname_allowlist",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate46.errors : vErrors.concat(validate46.errors);
errors = vErrors.length;
}
if(errors > before13){
behind(vErrors, before13, "#/properties/hostname_allowlist/anyOf/0/$ref");
}
var _valid3 = _errs31 === errors;
valid4 = valid4 || _valid3;
floor = outer + errors;
const _errs32 = errors;
if(data14 !== null){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/hostname_allowlist",schemaPath:"#/properties/hostname_allowlist/anyOf/1/type",keyword:"type",params:{type: "null"},schema:schema224.properties.hostname_allowlist.anyOf[1].type,parentSchema:schema224.properties.hostname_allowlist.anyOf[1],data:data14});
errors++;
}
}
var _valid3 = _errs32 === errors;
valid4 = valid4 || _valid3;
if(!valid4){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/hostname_allowlist",schemaPath:"#/properties/hostname_allowlist/anyOf",keyword:"anyOf",params:{},schema:schema224.properties.hostname_allowlist.anyOf,parentSchema:schema224.properties.hostname_allowlist,data:data14});
errors++;
}
}
else {
errors = _errs30;
if(vErrors !== null){
if(_errs30){
vErrors.length = _errs30;
}
else {
vErrors = null;
}
}
}
floor = around3;
}
if(data.memory_enabled !== undefined){
const before14 = errors;
if(!(validate48(data.memory_enabled, {instancePath:instancePath+"/memory_enabled",parentData:data,parentDataProperty:"memory_enabled",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate48.errors : vErrors.concat(validate48.errors);
errors = vErrors.length;
}
if(errors > before14){
behind(vErrors, before14, "#/properties/memory_enabled/$ref");
}
}
if(data.memory_retention_days !== undefined){
const before15 = errors;
if(!(validate50(data.memory_retention_days, {instancePath:instancePath+"/memory_retention_days",parentData:data,parentDataProperty:"memory_retention_days",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate50.errors : vErrors.concat(validate50.errors);
errors = vErrors.length;
}
if(errors > before15){
behind(vErrors, before15, "#/properties/memory_retention_days/$ref");
}
}
if(data.webhook_url !== undefined){
const before16 = errors;
if(!(validate52(data.webhook_url, {instancePath:instancePath+"/webhook_url",parentData:data,parentDataProperty:"webhook_url",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate52.errors : vErrors.concat(validate52.errors);
errors = vErrors.length;
}
if(errors > before16){
behind(vErrors, before16, "#/properties/webhook_url/$ref");
}
}
if(data.webhook_secret !== undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/webhook_secret",schemaPath:"#/properties/webhook_secret/not",keyword:"not",params:{},schema:schema224.properties.webhook_secret.not,parentSchema:schema224.properties.webhook_secret,data:data.webhook_secret});
errors++;
}
}
if(data.amd !== undefined){
const before17 = errors;
if(!(validate54(data.amd, {instancePath:instancePath+"/amd",parentData:data,parentDataProperty:"amd",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate54.errors : vErrors.concat(validate54.errors);
errors = vErrors.length;
}
if(errors > before17){
behind(vErrors, before17, "#/properties/amd/$ref");
}
}
if(data.save_audio_recording !== undefined){
const before18 = errors;
if(!(validate68(data.save_audio_recording, {instancePath:instancePath+"/save_audio_recording",parentData:data,parentDataProperty:"save_audio_recording",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate68.errors : vErrors.concat(validate68.errors);
errors = vErrors.length;
}
if(errors > before18){
behind(vErrors, before18, "#/properties/save_audio_recording/$ref");
}
}
if(data.navigator_mode !== undefined){
const before19 = errors;
if(!(validate70(data.navigator_mode, {instancePath:instancePath+"/navigator_mode",parentData:data,parentDataProperty:"navigator_mode",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate70.errors : vErrors.concat(validate70.errors);
errors = vErrors.length;
}
if(errors > before19){
behind(vErrors, before19, "#/properties/navigator_mode/$ref");
}
}
if(data.ivr_memory_enabled !== undefined){
let data22 = data.ivr_memory_enabled;
const _errs43 = errors;
const around4 = floor;
let valid5 = false;
floor = outer + errors;
const _errs44 = errors;
const before20 = errors;
if(!(validate72(data22, {instancePath:instancePath+"/ivr_memory_enabled",parentData:data,parentDataProperty:"ivr_memory_enabled",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate72.errors : vErrors.concat(validate72.errors);
errors = vErrors.length;
}
if(errors > before20){
behind(vErrors, before20, "#/properties/ivr_memory_enabled/anyOf/0/$ref");
}
var _valid4 = _errs44 === errors;
valid5 = valid5 || _valid4;
floor = outer + errors;
const _errs45 = errors;
if(data22 !== null){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/ivr_memory_enabled",schemaPath:"#/properties/ivr_memory_enabled/anyOf/1/type",keyword:"type",params:{type: "null"},schema:schema224.properties.ivr_memory_enabled.anyOf[1].type,parentSchema:schema224.properties.ivr_memory_enabled.anyOf[1],data:data22});
errors++;
}
}
var _valid4 = _errs45 === errors;
valid5 = valid5 || _valid4;
if(!valid5){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/ivr_memory_enabled",schemaPath:"#/properties/ivr_memory_enabled/anyOf",keyword:"anyOf",params:{},schema:schema224.properties.ivr_memory_enabled.anyOf,parentSchema:schema224.properties.ivr_memory_enabled,data:data22});
errors++;
}
}
else {
errors = _errs43;
if(vErrors !== null){
if(_errs43){
vErrors.length = _errs43;
}
else {
vErrors = null;
}
}
}
floor = around4;
}
if(data.tts_speaking_rate !== undefined){
const before21 = errors;
if(!(validate74(data.tts_speaking_rate, {instancePath:instancePath+"/tts_speaking_rate",parentData:data,parentDataProperty:"tts_speaking_rate",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate74.errors : vErrors.concat(validate74.errors);
errors = vErrors.length;
}
if(errors > before21){
behind(vErrors, before21, "#/properties/tts_speaking_rate/$ref");
}
}
if(data.clear_tts_speaking_rate !== undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/clear_tts_speaking_rate",schemaPath:"#/properties/clear_tts_speaking_rate/not",keyword:"not",params:{},schema:schema224.properties.clear_tts_speaking_rate.not,parentSchema:schema224.properties.clear_tts_speaking_rate,data:data.clear_tts_speaking_rate});
errors++;
}
}
if(data.tts_playback_rate !== undefined){
const before22 = errors;
if(!(validate76(data.tts_playback_rate, {instancePath:instancePath+"/tts_playback_rate",parentData:data,parentDataProperty:"tts_playback_rate",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate76.errors : vErrors.concat(validate76.errors);
errors = vErrors.length;
}
if(errors > before22){
behind(vErrors, before22, "#/properties/tts_playback_rate/$ref");
}
}
if(data.clear_tts_playback_rate !== undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/clear_tts_playback_rate",schemaPath:"#/properties/clear_tts_playback_rate/not",keyword:"not",params:{},schema:schema224.properties.clear_tts_playback_rate.not,parentSchema:schema224.properties.clear_tts_playback_rate,data:data.clear_tts_playback_rate});
errors++;
}
}
if(data.response_delay_seconds !== undefined){
const before23 = errors;
if(!(validate78(data.response_delay_seconds, {instancePath:instancePath+"/response_delay_seconds",parentData:data,parentDataProperty:"response_delay_seconds",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate78.errors : vErrors.concat(validate78.errors);
errors = vErrors.length;
}
if(errors > before23){
behind(vErrors, before23, "#/properties/response_delay_seconds/$ref");
}
}
if(data.clear_response_delay_seconds !== undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/clear_response_delay_seconds",schemaPath:"#/properties/clear_response_delay_seconds/not",keyword:"not",params:{},schema:schema224.properties.clear_response_delay_seconds.not,parentSchema:schema224.properties.clear_response_delay_seconds,data:data.clear_response_delay_seconds});
errors++;
}
}
if(data.inactivity_timeout_seconds !== undefined){
let data29 = data.inactivity_timeout_seconds;
const _errs57 = errors;
const around5 = floor;
let valid6 = false;
floor = outer + errors;
const _errs58 = errors;
const before24 = errors;
if(!(validate80(data29, {instancePath:instancePath+"/inactivity_timeout_seconds",parentData:data,parentDataProperty:"inactivity_timeout_seconds",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate80.errors : vErrors.concat(validate80.errors);
errors = vErrors.length;
}
if(errors > before24){
behind(vErrors, before24, "#/properties/inactivity_timeout_seconds/anyOf/0/$ref");
}
var _valid5 = _errs58 === errors;
valid6 = valid6 || _valid5;
floor = outer + errors;
const _errs59 = errors;
if(data29 !== null){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/inactivity_timeout_seconds",schemaPath:"#/properties/inactivity_timeout_seconds/anyOf/1/type",keyword:"type",params:{type: "null"},schema:schema224.properties.inactivity_timeout_seconds.anyOf[1].type,parentSchema:schema224.properties.inactivity_timeout_seconds.anyOf[1],data:data29});
errors++;
}
}
var _valid5 = _errs59 === errors;
valid6 = valid6 || _valid5;
if(!valid6){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/inactivity_timeout_seconds",schemaPath:"#/properties/inactivity_timeout_seconds/anyOf",keyword:"anyOf",params:{},schema:schema224.properties.inactivity_timeout_seconds.anyOf,parentSchema:schema224.properties.inactivity_timeout_seconds,data:data29});
errors++;
}
}
else {
errors = _errs57;
if(vErrors !== null){
if(_errs57){
vErrors.length = _errs57;
}
else {
vErrors = null;
}
}
}
floor = around5;
}
if(data.background_noise_preset !== undefined){
const before25 = errors;
if(!(validate148(data.background_noise_preset, {instancePath:instancePath+"/background_noise_preset",parentData:data,parentDataProperty:"background_noise_preset",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate148.errors : vErrors.concat(validate148.errors);
errors = vErrors.length;
}
if(errors > before25){
behind(vErrors, before25, "#/properties/background_noise_preset/$ref");
}
}
if(data.background_noise_volume !== undefined){
let data31 = data.background_noise_volume;
const _errs63 = errors;
const around6 = floor;
let valid7 = false;
floor = outer + errors;
const _errs64 = errors;
const before26 = errors;
if(!(validate84(data31, {instancePath:instancePath+"/background_noise_volume",parentData:data,parentDataProperty:"background_noise_volume",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate84.errors : vErrors.concat(validate84.errors);
errors = vErrors.length;
}
if(errors > before26){
behind(vErrors, before26, "#/properties/background_noise_volume/anyOf/0/$ref");
}
var _valid6 = _errs64 === errors;
valid7 = valid7 || _valid6;
floor = outer + errors;
const _errs65 = errors;
if(data31 !== null){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/background_noise_volume",schemaPath:"#/properties/background_noise_volume/anyOf/1/type",keyword:"type",params:{type: "null"},schema:schema224.properties.background_noise_volume.anyOf[1].type,parentSchema:schema224.properties.background_noise_volume.anyOf[1],data:data31});
errors++;
}
}
var _valid6 = _errs65 === errors;
valid7 = valid7 || _valid6;
if(!valid7){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/background_noise_volume",schemaPath:"#/properties/background_noise_volume/anyOf",keyword:"anyOf",params:{},schema:schema224.properties.background_noise_volume.anyOf,parentSchema:schema224.properties.background_noise_volume,data:data31});
errors++;
}
}
else {
errors = _errs63;
if(vErrors !== null){
if(_errs63){
vErrors.length = _errs63;
}
else {
vErrors = null;
}
}
}
floor = around6;
}
if(data.stt_override !== undefined){
const before27 = errors;
if(!(validate270(data.stt_override, {instancePath:instancePath+"/stt_override",parentData:data,parentDataProperty:"stt_override",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate270.errors : vErrors.concat(validate270.errors);
errors = vErrors.length;
}
if(errors > before27){
behind(vErrors, before27, "#/properties/stt_override/$ref");
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},schema:schema224.type,parentSchema:schema224,data});
errors++;
}
}
validate572.errors = vErrors;
return errors === 0;
}
validate572.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate571(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate571.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const before0 = errors;
if(!(validate572(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate572.errors : vErrors.concat(validate572.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/allOf/0/$ref");
}
validate571.errors = vErrors;
return errors === 0;
}
validate571.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const MemoryIdSchema = validate602;
const schema225 = {"allOf":[{"$ref":"#/$defs/MemoryId"}]};

function validate602(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate602.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const before0 = errors;
if(!(validate291(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate291.errors : vErrors.concat(validate291.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/allOf/0/$ref");
}
validate602.errors = vErrors;
return errors === 0;
}
validate602.evaluated = {"dynamicProps":false,"dynamicItems":false};

export const FactSchema = validate604;
const schema226 = {"allOf":[{"$ref":"#/$defs/Fact"}]};

function validate604(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate604.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const before0 = errors;
if(!(validate295(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate295.errors : vErrors.concat(validate295.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/allOf/0/$ref");
}
validate604.errors = vErrors;
return errors === 0;
}
validate604.evaluated = {"dynamicProps":false,"dynamicItems":false};

export const ConfidenceSchema = validate606;
const schema227 = {"allOf":[{"$ref":"#/$defs/Confidence"}]};

function validate606(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate606.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const before0 = errors;
if(!(validate297(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate297.errors : vErrors.concat(validate297.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/allOf/0/$ref");
}
validate606.errors = vErrors;
return errors === 0;
}
validate606.evaluated = {"dynamicProps":false,"dynamicItems":false};

export const MemorySchema = validate608;
const schema228 = {"allOf":[{"$ref":"#/$defs/Memory"}]};

function validate608(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate608.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const before0 = errors;
if(!(validate290(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate290.errors : vErrors.concat(validate290.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/allOf/0/$ref");
}
validate608.errors = vErrors;
return errors === 0;
}
validate608.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const WorkerIdSchema = validate610;
const schema229 = {"allOf":[{"$ref":"#/$defs/WorkerId"}]};

function validate610(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate610.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const before0 = errors;
if(!(validate318(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate318.errors : vErrors.concat(validate318.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/allOf/0/$ref");
}
validate610.errors = vErrors;
return errors === 0;
}
validate610.evaluated = {"dynamicProps":false,"dynamicItems":false};

export const DispatchLlmSchema = validate612;
const schema230 = {"allOf":[{"$ref":"#/$defs/DispatchLlm"}]};

function validate612(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate612.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const before0 = errors;
if(!(validate329(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate329.errors : vErrors.concat(validate329.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/allOf/0/$ref");
}
validate612.errors = vErrors;
return errors === 0;
}
validate612.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const DispatchNoiseSchema = validate614;
const schema231 = {"allOf":[{"$ref":"#/$defs/DispatchNoise"}]};

function validate614(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate614.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const before0 = errors;
if(!(validate340(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate340.errors : vErrors.concat(validate340.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/allOf/0/$ref");
}
validate614.errors = vErrors;
return errors === 0;
}
validate614.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const SpokenMessageSchema = validate616;
const schema232 = {"allOf":[{"$ref":"#/$defs/SpokenMessage"}]};

function validate616(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate616.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const before0 = errors;
if(!(validate356(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate356.errors : vErrors.concat(validate356.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/allOf/0/$ref");
}
validate616.errors = vErrors;
return errors === 0;
}
validate616.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const LearnedFactSchema = validate618;
const schema233 = {"allOf":[{"$ref":"#/$defs/LearnedFact"}]};

function validate618(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate618.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const before0 = errors;
if(!(validate363(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate363.errors : vErrors.concat(validate363.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/allOf/0/$ref");
}
validate618.errors = vErrors;
return errors === 0;
}
validate618.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const VoiceTypeSchema = validate620;
const schema234 = {"allOf":[{"$ref":"#/$defs/VoiceType"}]};

function validate620(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate620.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const before0 = errors;
if(!(validate369(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate369.errors : vErrors.concat(validate369.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/allOf/0/$ref");
}
validate620.errors = vErrors;
return errors === 0;
}
validate620.evaluated = {"dynamicProps":false,"dynamicItems":false};

export const LocaleSchema = validate622;
const schema235 = {"allOf":[{"$ref":"#/$defs/Locale"}]};

function validate622(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate622.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const before0 = errors;
if(!(validate371(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate371.errors : vErrors.concat(validate371.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/allOf/0/$ref");
}
validate622.errors = vErrors;
return errors === 0;
}
validate622.evaluated = {"dynamicProps":false,"dynamicItems":false};

export const VoiceGenderSchema = validate624;
const schema236 = {"allOf":[{"$ref":"#/$defs/VoiceGender"}]};

function validate624(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate624.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const before0 = errors;
if(!(validate373(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate373.errors : vErrors.concat(validate373.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/allOf/0/$ref");
}
validate624.errors = vErrors;
return errors === 0;
}
validate624.evaluated = {"dynamicProps":false,"dynamicItems":false};

export const SpeechModelNameSchema = validate626;
const schema237 = {"allOf":[{"$ref":"#/$defs/SpeechModelName"}]};

function validate626(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate626.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const before0 = errors;
if(!(validate375(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate375.errors : vErrors.concat(validate375.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/allOf/0/$ref");
}
validate626.errors = vErrors;
return errors === 0;
}
validate626.evaluated = {"dynamicProps":false,"dynamicItems":false};

export const VoiceLanguageSchema = validate628;
const schema238 = {"allOf":[{"$ref":"#/$defs/VoiceLanguage"}]};

function validate628(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate628.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const before0 = errors;
if(!(validate387(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate387.errors : vErrors.concat(validate387.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/allOf/0/$ref");
}
validate628.errors = vErrors;
return errors === 0;
}
validate628.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const VoiceModelSchema = validate630;
const schema239 = {"allOf":[{"$ref":"#/$defs/VoiceModel"}]};

function validate630(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate630.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const before0 = errors;
if(!(validate385(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate385.errors : vErrors.concat(validate385.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/allOf/0/$ref");
}
validate630.errors = vErrors;
return errors === 0;
}
validate630.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const VoiceSchema = validate632;
const schema240 = {"allOf":[{"$ref":"#/$defs/Voice"}]};

function validate632(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate632.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const before0 = errors;
if(!(validate380(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate380.errors : vErrors.concat(validate380.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/allOf/0/$ref");
}
validate632.errors = vErrors;
return errors === 0;
}
validate632.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const ConversationCompletedEventSchema = validate634;
const schema241 = {"allOf":[{"$ref":"#/$defs/ConversationCompletedEvent"}]};
const schema242 = {"type":"object","additionalProperties":false,"required":["id","event","created_at","data"],"properties":{"id":{"$ref":"#/$defs/WebhookDeliveryId"},"event":{"type":"string","const":"conversation.completed"},"created_at":{"$ref":"#/$defs/Moment"},"data":{"type":"object","additionalProperties":false,"required":["conversation","messages","evaluations","extracted","recording_url"],"properties":{"conversation":{"$ref":"#/$defs/Conversation"},"messages":{"type":"array","maxItems":5000,"items":{"$ref":"#/$defs/Message"}},"evaluations":{"$ref":"#/$defs/Evaluations"},"extracted":{"$ref":"#/$defs/Extracted"},"recording_url":{"anyOf":[{"$ref":"#/$defs/RecordingUrl"},{"type":"null"}]}}}}};

function validate635(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate635.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.id === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "id"},schema:schema242.required,parentSchema:schema242,data});
errors++;
}
}
if(data.event === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "event"},schema:schema242.required,parentSchema:schema242,data});
errors++;
}
}
if(data.created_at === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "created_at"},schema:schema242.required,parentSchema:schema242,data});
errors++;
}
}
if(data.data === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "data"},schema:schema242.required,parentSchema:schema242,data});
errors++;
}
}
for(const key0 of namesOf(data)){
if(outer + errors - floor >= 500)break;
if(!((((key0 === "id") || (key0 === "event")) || (key0 === "created_at")) || (key0 === "data"))){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},schema:false,parentSchema:schema242,data});
errors++;
}
}
}
if(data.id !== undefined){
const before0 = errors;
if(!(validate219(data.id, {instancePath:instancePath+"/id",parentData:data,parentDataProperty:"id",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate219.errors : vErrors.concat(validate219.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/properties/id/$ref");
}
}
if(data.event !== undefined){
let data1 = data.event;
if(typeof data1 !== "string"){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/event",schemaPath:"#/properties/event/type",keyword:"type",params:{type: "string"},schema:schema242.properties.event.type,parentSchema:schema242.properties.event,data:data1});
errors++;
}
}
if("conversation.completed" !== data1){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/event",schemaPath:"#/properties/event/const",keyword:"const",params:{allowedValue: "conversation.completed"},schema:"conversation.completed",parentSchema:schema242.properties.event,data:data1});
errors++;
}
}
}
if(data.created_at !== undefined){
const before1 = errors;
if(!(validate192(data.created_at, {instancePath:instancePath+"/created_at",parentData:data,parentDataProperty:"created_at",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate192.errors : vErrors.concat(validate192.errors);
errors = vErrors.length;
}
if(errors > before1){
behind(vErrors, before1, "#/properties/created_at/$ref");
}
}
if(data.data !== undefined){
let data3 = data.data;
if(data3 && typeof data3 == "object" && !Array.isArray(data3)){
if(data3.conversation === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/data",schemaPath:"#/properties/data/required",keyword:"required",params:{missingProperty: "conversation"},schema:schema242.properties.data.required,parentSchema:schema242.properties.data,data:data3});
errors++;
}
}
if(data3.messages === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/data",schemaPath:"#/properties/data/required",keyword:"required",params:{missingProperty: "messages"},schema:schema242.properties.data.required,parentSchema:schema242.properties.data,data:data3});
errors++;
}
}
if(data3.evaluations === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/data",schemaPath:"#/properties/data/required",keyword:"required",params:{missingProperty: "evaluations"},schema:schema242.properties.data.required,parentSchema:schema242.properties.data,data:data3});
errors++;
}
}
if(data3.extracted === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/data",schemaPath:"#/properties/data/required",keyword:"required",params:{missingProperty: "extracted"},schema:schema242.properties.data.required,parentSchema:schema242.properties.data,data:data3});
errors++;
}
}
if(data3.recording_url === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/data",schemaPath:"#/properties/data/required",keyword:"required",params:{missingProperty: "recording_url"},schema:schema242.properties.data.required,parentSchema:schema242.properties.data,data:data3});
errors++;
}
}
for(const key1 of namesOf(data3)){
if(outer + errors - floor >= 500)break;
if(!(((((key1 === "conversation") || (key1 === "messages")) || (key1 === "evaluations")) || (key1 === "extracted")) || (key1 === "recording_url"))){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/data",schemaPath:"#/properties/data/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},schema:false,parentSchema:schema242.properties.data,data:data3});
errors++;
}
}
}
if(data3.conversation !== undefined){
const before2 = errors;
if(!(validate172(data3.conversation, {instancePath:instancePath+"/data/conversation",parentData:data3,parentDataProperty:"conversation",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate172.errors : vErrors.concat(validate172.errors);
errors = vErrors.length;
}
if(errors > before2){
behind(vErrors, before2, "#/properties/data/properties/conversation/$ref");
}
}
if(data3.messages !== undefined){
let data5 = data3.messages;
if(Array.isArray(data5)){
if(data5.length > 5000){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/data/messages",schemaPath:"#/properties/data/properties/messages/maxItems",keyword:"maxItems",params:{limit: 5000},schema:5000,parentSchema:schema242.properties.data.properties.messages,data:data5});
errors++;
}
}
const len0 = data5.length;
for(let i0=0; i0<len0; i0++){
if(outer + errors - floor >= 500)break;
const before3 = errors;
if(!(validate205(data5[i0], {instancePath:instancePath+"/data/messages/" + i0,parentData:data5,parentDataProperty:i0,rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate205.errors : vErrors.concat(validate205.errors);
errors = vErrors.length;
}
if(errors > before3){
behind(vErrors, before3, "#/properties/data/properties/messages/items/$ref");
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/data/messages",schemaPath:"#/properties/data/properties/messages/type",keyword:"type",params:{type: "array"},schema:schema242.properties.data.properties.messages.type,parentSchema:schema242.properties.data.properties.messages,data:data5});
errors++;
}
}
}
if(data3.evaluations !== undefined){
const before4 = errors;
if(!(validate184(data3.evaluations, {instancePath:instancePath+"/data/evaluations",parentData:data3,parentDataProperty:"evaluations",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate184.errors : vErrors.concat(validate184.errors);
errors = vErrors.length;
}
if(errors > before4){
behind(vErrors, before4, "#/properties/data/properties/evaluations/$ref");
}
}
if(data3.extracted !== undefined){
const before5 = errors;
if(!(validate188(data3.extracted, {instancePath:instancePath+"/data/extracted",parentData:data3,parentDataProperty:"extracted",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate188.errors : vErrors.concat(validate188.errors);
errors = vErrors.length;
}
if(errors > before5){
behind(vErrors, before5, "#/properties/data/properties/extracted/$ref");
}
}
if(data3.recording_url !== undefined){
let data9 = data3.recording_url;
const _errs16 = errors;
const around0 = floor;
let valid4 = false;
floor = outer + errors;
const _errs17 = errors;
const before6 = errors;
if(!(validate190(data9, {instancePath:instancePath+"/data/recording_url",parentData:data3,parentDataProperty:"recording_url",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate190.errors : vErrors.concat(validate190.errors);
errors = vErrors.length;
}
if(errors > before6){
behind(vErrors, before6, "#/properties/data/properties/recording_url/anyOf/0/$ref");
}
var _valid0 = _errs17 === errors;
valid4 = valid4 || _valid0;
floor = outer + errors;
const _errs18 = errors;
if(data9 !== null){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/data/recording_url",schemaPath:"#/properties/data/properties/recording_url/anyOf/1/type",keyword:"type",params:{type: "null"},schema:schema242.properties.data.properties.recording_url.anyOf[1].type,parentSchema:schema242.properties.data.properties.recording_url.anyOf[1],data:data9});
errors++;
}
}
var _valid0 = _errs18 === errors;
valid4 = valid4 || _valid0;
if(!valid4){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/data/recording_url",schemaPath:"#/properties/data/properties/recording_url/anyOf",keyword:"anyOf",params:{},schema:schema242.properties.data.properties.recording_url.anyOf,parentSchema:schema242.properties.data.properties.recording_url,data:data9});
errors++;
}
}
else {
errors = _errs16;
if(vErrors !== null){
if(_errs16){
vErrors.length = _errs16;
}
else {
vErrors = null;
}
}
}
floor = around0;
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/data",schemaPath:"#/properties/data/type",keyword:"type",params:{type: "object"},schema:schema242.properties.data.type,parentSchema:schema242.properties.data,data:data3});
errors++;
}
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},schema:schema242.type,parentSchema:schema242,data});
errors++;
}
}
validate635.errors = vErrors;
return errors === 0;
}
validate635.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate634(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate634.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const before0 = errors;
if(!(validate635(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate635.errors : vErrors.concat(validate635.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/allOf/0/$ref");
}
validate634.errors = vErrors;
return errors === 0;
}
validate634.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const conversationCompletedEventHeaders = validate644;
const schema243 = {"type":"object","properties":{"webhook-id":{"$ref":"#/$defs/WebhookDeliveryId"},"webhook-timestamp":{"type":"string","pattern":"^[0-9]{1,15}$","maxLength":15},"webhook-signature":{"type":"string","pattern":"^v1,[A-Za-z0-9+/]{43}=$","maxLength":47}},"required":["webhook-id","webhook-timestamp"]};
const pattern24 = new RegExp("^[0-9]{1,15}$", "u");
const pattern25 = new RegExp("^v1,[A-Za-z0-9+/]{43}=$", "u");

function validate644(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}, outer=begin()}={}){
let vErrors = null;
let errors = 0;
let floor = 0;
if(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);
const evaluated0 = validate644.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data["webhook-id"] === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "webhook-id"},schema:schema243.required,parentSchema:schema243,data});
errors++;
}
}
if(data["webhook-timestamp"] === undefined){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "webhook-timestamp"},schema:schema243.required,parentSchema:schema243,data});
errors++;
}
}
if(data["webhook-id"] !== undefined){
const before0 = errors;
if(!(validate219(data["webhook-id"], {instancePath:instancePath+"/webhook-id",parentData:data,parentDataProperty:"webhook-id",rootData,dynamicAnchors,outer:outer + errors - floor}))){
vErrors = vErrors === null ? validate219.errors : vErrors.concat(validate219.errors);
errors = vErrors.length;
}
if(errors > before0){
behind(vErrors, before0, "#/properties/webhook-id/$ref");
}
}
if(data["webhook-timestamp"] !== undefined){
let data1 = data["webhook-timestamp"];
if(typeof data1 === "string"){
if(func0(data1) > 15){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/webhook-timestamp",schemaPath:"#/properties/webhook-timestamp/maxLength",keyword:"maxLength",params:{limit: 15},schema:15,parentSchema:schema243.properties["webhook-timestamp"],data:data1});
errors++;
}
}
if(!pattern24.test(data1)){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/webhook-timestamp",schemaPath:"#/properties/webhook-timestamp/pattern",keyword:"pattern",params:{pattern: "^[0-9]{1,15}$"},schema:"^[0-9]{1,15}$",parentSchema:schema243.properties["webhook-timestamp"],data:data1});
errors++;
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/webhook-timestamp",schemaPath:"#/properties/webhook-timestamp/type",keyword:"type",params:{type: "string"},schema:schema243.properties["webhook-timestamp"].type,parentSchema:schema243.properties["webhook-timestamp"],data:data1});
errors++;
}
}
}
if(data["webhook-signature"] !== undefined){
let data2 = data["webhook-signature"];
if(typeof data2 === "string"){
if(func0(data2) > 47){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/webhook-signature",schemaPath:"#/properties/webhook-signature/maxLength",keyword:"maxLength",params:{limit: 47},schema:47,parentSchema:schema243.properties["webhook-signature"],data:data2});
errors++;
}
}
if(!pattern25.test(data2)){
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/webhook-signature",schemaPath:"#/properties/webhook-signature/pattern",keyword:"pattern",params:{pattern: "^v1,[A-Za-z0-9+/]{43}=$"},schema:"^v1,[A-Za-z0-9+/]{43}=$",parentSchema:schema243.properties["webhook-signature"],data:data2});
errors++;
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath:instancePath+"/webhook-signature",schemaPath:"#/properties/webhook-signature/type",keyword:"type",params:{type: "string"},schema:schema243.properties["webhook-signature"].type,parentSchema:schema243.properties["webhook-signature"],data:data2});
errors++;
}
}
}
}
else {
if(outer + errors - floor < 1000){
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},schema:schema243.type,parentSchema:schema243,data});
errors++;
}
}
validate644.errors = vErrors;
return errors === 0;
}
validate644.evaluated = {"props":{"webhook-id":true,"webhook-timestamp":true,"webhook-signature":true},"dynamicProps":false,"dynamicItems":false};
