// Made from the contract by `contract build`. Not to be edited.
const ESCAPED = /[\u0000-\u001f"\\\ud800-\udfff]/;

function text(value) {
  return value.length < 5000 && !ESCAPED.test(value) ? '"' + value + '"' : JSON.stringify(value);
}

function scalar(value) {
  switch (typeof value) {
    case 'string':
      return text(value);
    case 'number':
      return Number.isFinite(value) ? '' + value : 'null';
    case 'boolean':
      return value ? 'true' : 'false';
    case 'bigint':
      return value.toString();
    case 'object':
      if (value === null) return 'null';
      if (typeof value.toJSON === 'function') return scalar(value.toJSON());
      return refuse(Array.isArray(value) ? 'an array' : 'an object');
    default:
      return 'null';
  }
}

function anything(value) {
  return JSON.stringify(value) ?? 'null';
}

function own(value, name) {
  return Object.hasOwn(value, name) ? value[name] : undefined;
}

function refuse(what) {
  throw new TypeError('The answer holds ' + what + ' where the contract has none.');
}

function write0(value) {
  if (typeof value === 'object' && typeof value?.toJSON === 'function') value = value.toJSON();
  if (typeof value !== 'object' || value === null) return scalar(value);
  if (Array.isArray(value)) {
    let out = '[';
    for (let index = 0; index < value.length; index++) {
      const item = value[index];
      out += (index === 0 ? '' : ',') + anything(item);
    }
    return out + ']';
  }
  let out = '{';
  let comma = '';
  let member;
  member = value["agents"];
  if (member !== undefined && typeof member !== 'function') {
    out += comma + "\"agents\":" + write1(member);
    comma = ',';
  }
  member = value["next_cursor"];
  if (member !== undefined && typeof member !== 'function') {
    out += comma + "\"next_cursor\":" + write40(member);
    comma = ',';
  }
  member = value["has_more"];
  if (member !== undefined && typeof member !== 'function') {
    out += comma + "\"has_more\":" + write41(member);
    comma = ',';
  }
  return out + '}';
}
function write1(value) {
  if (typeof value === 'object' && typeof value?.toJSON === 'function') value = value.toJSON();
  if (typeof value !== 'object' || value === null) return scalar(value);
  if (Array.isArray(value)) {
    let out = '[';
    for (let index = 0; index < value.length; index++) {
      const item = value[index];
      out += (index === 0 ? '' : ',') + write2(item);
    }
    return out + ']';
  }
  refuse('an object');
}
function write2(value) {
  if (typeof value === 'object' && typeof value?.toJSON === 'function') value = value.toJSON();
  if (typeof value !== 'object' || value === null) return scalar(value);
  if (Array.isArray(value)) {
    let out = '[';
    for (let index = 0; index < value.length; index++) {
      const item = value[index];
      out += (index === 0 ? '' : ',') + anything(item);
    }
    return out + ']';
  }
  let out = '{';
  let comma = '';
  let member;
  member = value["id"];
  if (member !== undefined && typeof member !== 'function') {
    out += comma + "\"id\":" + write3(member);
    comma = ',';
  }
  member = value["name"];
  if (member !== undefined && typeof member !== 'function') {
    out += comma + "\"name\":" + write4(member);
    comma = ',';
  }
  member = value["slug"];
  if (member !== undefined && typeof member !== 'function') {
    out += comma + "\"slug\":" + write5(member);
    comma = ',';
  }
  member = value["prompt"];
  if (member !== undefined && typeof member !== 'function') {
    out += comma + "\"prompt\":" + write6(member);
    comma = ',';
  }
  member = value["first_message"];
  if (member !== undefined && typeof member !== 'function') {
    out += comma + "\"first_message\":" + write7(member);
    comma = ',';
  }
  member = value["language"];
  if (member !== undefined && typeof member !== 'function') {
    out += comma + "\"language\":" + write8(member);
    comma = ',';
  }
  member = value["llm_provider"];
  if (member !== undefined && typeof member !== 'function') {
    out += comma + "\"llm_provider\":" + write9(member);
    comma = ',';
  }
  member = value["llm_model"];
  if (member !== undefined && typeof member !== 'function') {
    out += comma + "\"llm_model\":" + write10(member);
    comma = ',';
  }
  member = value["llm_base_url"];
  if (member !== undefined && typeof member !== 'function') {
    out += comma + "\"llm_base_url\":" + write11(member);
    comma = ',';
  }
  member = value["llm_api_key_set"];
  if (member !== undefined && typeof member !== 'function') {
    out += comma + "\"llm_api_key_set\":" + (typeof member === 'string' ? text(member) : scalar(member));
    comma = ',';
  }
  member = value["llm_extra_body"];
  if (member !== undefined && typeof member !== 'function') {
    out += comma + "\"llm_extra_body\":" + anything(member);
    comma = ',';
  }
  member = value["voice_id"];
  if (member !== undefined && typeof member !== 'function') {
    out += comma + "\"voice_id\":" + write12(member);
    comma = ',';
  }
  member = value["temperature"];
  if (member !== undefined && typeof member !== 'function') {
    out += comma + "\"temperature\":" + write13(member);
    comma = ',';
  }
  member = value["widget_config"];
  if (member !== undefined && typeof member !== 'function') {
    out += comma + "\"widget_config\":" + write14(member);
    comma = ',';
  }
  member = value["is_public"];
  if (member !== undefined && typeof member !== 'function') {
    out += comma + "\"is_public\":" + write19(member);
    comma = ',';
  }
  member = value["allowed_origins"];
  if (member !== undefined && typeof member !== 'function') {
    out += comma + "\"allowed_origins\":" + write20(member);
    comma = ',';
  }
  member = value["hostname_allowlist"];
  if (member !== undefined && typeof member !== 'function') {
    out += comma + "\"hostname_allowlist\":" + write21(member);
    comma = ',';
  }
  member = value["memory_enabled"];
  if (member !== undefined && typeof member !== 'function') {
    out += comma + "\"memory_enabled\":" + write22(member);
    comma = ',';
  }
  member = value["memory_retention_days"];
  if (member !== undefined && typeof member !== 'function') {
    out += comma + "\"memory_retention_days\":" + write23(member);
    comma = ',';
  }
  member = value["webhook_url"];
  if (member !== undefined && typeof member !== 'function') {
    out += comma + "\"webhook_url\":" + write24(member);
    comma = ',';
  }
  member = value["webhook_secret_set"];
  if (member !== undefined && typeof member !== 'function') {
    out += comma + "\"webhook_secret_set\":" + (typeof member === 'string' ? text(member) : scalar(member));
    comma = ',';
  }
  member = value["amd"];
  if (member !== undefined && typeof member !== 'function') {
    out += comma + "\"amd\":" + write25(member);
    comma = ',';
  }
  member = value["save_audio_recording"];
  if (member !== undefined && typeof member !== 'function') {
    out += comma + "\"save_audio_recording\":" + write30(member);
    comma = ',';
  }
  member = value["navigator_mode"];
  if (member !== undefined && typeof member !== 'function') {
    out += comma + "\"navigator_mode\":" + write31(member);
    comma = ',';
  }
  member = value["ivr_memory_enabled"];
  if (member !== undefined && typeof member !== 'function') {
    out += comma + "\"ivr_memory_enabled\":" + write32(member);
    comma = ',';
  }
  member = value["tts_speaking_rate"];
  if (member !== undefined && typeof member !== 'function') {
    out += comma + "\"tts_speaking_rate\":" + write33(member);
    comma = ',';
  }
  member = value["tts_playback_rate"];
  if (member !== undefined && typeof member !== 'function') {
    out += comma + "\"tts_playback_rate\":" + write34(member);
    comma = ',';
  }
  member = value["response_delay_seconds"];
  if (member !== undefined && typeof member !== 'function') {
    out += comma + "\"response_delay_seconds\":" + write35(member);
    comma = ',';
  }
  member = value["inactivity_timeout_seconds"];
  if (member !== undefined && typeof member !== 'function') {
    out += comma + "\"inactivity_timeout_seconds\":" + write36(member);
    comma = ',';
  }
  member = value["background_noise_preset"];
  if (member !== undefined && typeof member !== 'function') {
    out += comma + "\"background_noise_preset\":" + write37(member);
    comma = ',';
  }
  member = value["background_noise_volume"];
  if (member !== undefined && typeof member !== 'function') {
    out += comma + "\"background_noise_volume\":" + write38(member);
    comma = ',';
  }
  member = value["stt_override"];
  if (member !== undefined && typeof member !== 'function') {
    out += comma + "\"stt_override\":" + write39(member);
    comma = ',';
  }
  member = value["created_at"];
  if (member !== undefined && typeof member !== 'function') {
    out += comma + "\"created_at\":" + (typeof member === 'string' ? text(member) : scalar(member));
    comma = ',';
  }
  member = value["updated_at"];
  if (member !== undefined && typeof member !== 'function') {
    out += comma + "\"updated_at\":" + (typeof member === 'string' ? text(member) : scalar(member));
    comma = ',';
  }
  return out + '}';
}
function write3(value) {
  if (typeof value === 'object' && typeof value?.toJSON === 'function') value = value.toJSON();
  if (typeof value !== 'object' || value === null) return scalar(value);
  if (Array.isArray(value)) {
    let out = '[';
    for (let index = 0; index < value.length; index++) {
      const item = value[index];
      out += (index === 0 ? '' : ',') + anything(item);
    }
    return out + ']';
  }
  refuse('an object');
}
function write4(value) {
  if (typeof value === 'object' && typeof value?.toJSON === 'function') value = value.toJSON();
  if (typeof value !== 'object' || value === null) return scalar(value);
  if (Array.isArray(value)) {
    let out = '[';
    for (let index = 0; index < value.length; index++) {
      const item = value[index];
      out += (index === 0 ? '' : ',') + anything(item);
    }
    return out + ']';
  }
  refuse('an object');
}
function write5(value) {
  if (typeof value === 'object' && typeof value?.toJSON === 'function') value = value.toJSON();
  if (typeof value !== 'object' || value === null) return scalar(value);
  if (Array.isArray(value)) {
    let out = '[';
    for (let index = 0; index < value.length; index++) {
      const item = value[index];
      out += (index === 0 ? '' : ',') + anything(item);
    }
    return out + ']';
  }
  refuse('an object');
}
function write6(value) {
  if (typeof value === 'object' && typeof value?.toJSON === 'function') value = value.toJSON();
  if (typeof value !== 'object' || value === null) return scalar(value);
  if (Array.isArray(value)) {
    let out = '[';
    for (let index = 0; index < value.length; index++) {
      const item = value[index];
      out += (index === 0 ? '' : ',') + anything(item);
    }
    return out + ']';
  }
  refuse('an object');
}
function write7(value) {
  if (typeof value === 'object' && typeof value?.toJSON === 'function') value = value.toJSON();
  if (typeof value !== 'object' || value === null) return scalar(value);
  if (Array.isArray(value)) {
    let out = '[';
    for (let index = 0; index < value.length; index++) {
      const item = value[index];
      out += (index === 0 ? '' : ',') + anything(item);
    }
    return out + ']';
  }
  refuse('an object');
}
function write8(value) {
  if (typeof value === 'object' && typeof value?.toJSON === 'function') value = value.toJSON();
  if (typeof value !== 'object' || value === null) return scalar(value);
  if (Array.isArray(value)) {
    let out = '[';
    for (let index = 0; index < value.length; index++) {
      const item = value[index];
      out += (index === 0 ? '' : ',') + anything(item);
    }
    return out + ']';
  }
  refuse('an object');
}
function write9(value) {
  if (typeof value === 'object' && typeof value?.toJSON === 'function') value = value.toJSON();
  if (typeof value !== 'object' || value === null) return scalar(value);
  if (Array.isArray(value)) {
    let out = '[';
    for (let index = 0; index < value.length; index++) {
      const item = value[index];
      out += (index === 0 ? '' : ',') + anything(item);
    }
    return out + ']';
  }
  refuse('an object');
}
function write10(value) {
  if (typeof value === 'object' && typeof value?.toJSON === 'function') value = value.toJSON();
  if (typeof value !== 'object' || value === null) return scalar(value);
  if (Array.isArray(value)) {
    let out = '[';
    for (let index = 0; index < value.length; index++) {
      const item = value[index];
      out += (index === 0 ? '' : ',') + anything(item);
    }
    return out + ']';
  }
  refuse('an object');
}
function write11(value) {
  if (typeof value === 'object' && typeof value?.toJSON === 'function') value = value.toJSON();
  if (typeof value !== 'object' || value === null) return scalar(value);
  if (Array.isArray(value)) {
    let out = '[';
    for (let index = 0; index < value.length; index++) {
      const item = value[index];
      out += (index === 0 ? '' : ',') + anything(item);
    }
    return out + ']';
  }
  refuse('an object');
}
function write12(value) {
  if (typeof value === 'object' && typeof value?.toJSON === 'function') value = value.toJSON();
  if (typeof value !== 'object' || value === null) return scalar(value);
  if (Array.isArray(value)) {
    let out = '[';
    for (let index = 0; index < value.length; index++) {
      const item = value[index];
      out += (index === 0 ? '' : ',') + anything(item);
    }
    return out + ']';
  }
  refuse('an object');
}
function write13(value) {
  if (typeof value === 'object' && typeof value?.toJSON === 'function') value = value.toJSON();
  if (typeof value !== 'object' || value === null) return scalar(value);
  if (Array.isArray(value)) {
    let out = '[';
    for (let index = 0; index < value.length; index++) {
      const item = value[index];
      out += (index === 0 ? '' : ',') + anything(item);
    }
    return out + ']';
  }
  refuse('an object');
}
function write14(value) {
  if (typeof value === 'object' && typeof value?.toJSON === 'function') value = value.toJSON();
  if (typeof value !== 'object' || value === null) return scalar(value);
  if (Array.isArray(value)) {
    let out = '[';
    for (let index = 0; index < value.length; index++) {
      const item = value[index];
      out += (index === 0 ? '' : ',') + anything(item);
    }
    return out + ']';
  }
  let out = '{';
  let comma = '';
  let member;
  member = value["version"];
  if (member !== undefined && typeof member !== 'function') {
    out += comma + "\"version\":" + (typeof member === 'string' ? text(member) : scalar(member));
    comma = ',';
  }
  member = value["style"];
  if (member !== undefined && typeof member !== 'function') {
    out += comma + "\"style\":" + (typeof member === 'string' ? text(member) : scalar(member));
    comma = ',';
  }
  member = value["theme"];
  if (member !== undefined && typeof member !== 'function') {
    out += comma + "\"theme\":" + (typeof member === 'string' ? text(member) : scalar(member));
    comma = ',';
  }
  member = value["avatar"];
  if (member !== undefined && typeof member !== 'function') {
    out += comma + "\"avatar\":" + write15(member);
    comma = ',';
  }
  member = value["text"];
  if (member !== undefined && typeof member !== 'function') {
    out += comma + "\"text\":" + write16(member);
    comma = ',';
  }
  member = value["terms"];
  if (member !== undefined && typeof member !== 'function') {
    out += comma + "\"terms\":" + write17(member);
    comma = ',';
  }
  member = value["transcript"];
  if (member !== undefined && typeof member !== 'function') {
    out += comma + "\"transcript\":" + write18(member);
    comma = ',';
  }
  for (const name of Object.keys(value)) {
    const other = value[name];
    if (other === undefined || typeof other === 'function' || ["version","style","theme","avatar","text","terms","transcript"].includes(name)) continue;
    out += comma + text(name) + ':' + anything(other);
    comma = ',';
  }
  return out + '}';
}
function write15(value) {
  if (typeof value === 'object' && typeof value?.toJSON === 'function') value = value.toJSON();
  if (typeof value !== 'object' || value === null) return scalar(value);
  if (Array.isArray(value)) {
    let out = '[';
    for (let index = 0; index < value.length; index++) {
      const item = value[index];
      out += (index === 0 ? '' : ',') + anything(item);
    }
    return out + ']';
  }
  let out = '{';
  let comma = '';
  let member;
  member = value["type"];
  if (member !== undefined && typeof member !== 'function') {
    out += comma + "\"type\":" + (typeof member === 'string' ? text(member) : scalar(member));
    comma = ',';
  }
  member = value["image_url"];
  if (member !== undefined && typeof member !== 'function') {
    out += comma + "\"image_url\":" + (typeof member === 'string' ? text(member) : scalar(member));
    comma = ',';
  }
  member = value["orb_color_1"];
  if (member !== undefined && typeof member !== 'function') {
    out += comma + "\"orb_color_1\":" + (typeof member === 'string' ? text(member) : scalar(member));
    comma = ',';
  }
  member = value["orb_color_2"];
  if (member !== undefined && typeof member !== 'function') {
    out += comma + "\"orb_color_2\":" + (typeof member === 'string' ? text(member) : scalar(member));
    comma = ',';
  }
  for (const name of Object.keys(value)) {
    const other = value[name];
    if (other === undefined || typeof other === 'function' || ["type","image_url","orb_color_1","orb_color_2"].includes(name)) continue;
    out += comma + text(name) + ':' + anything(other);
    comma = ',';
  }
  return out + '}';
}
function write16(value) {
  if (typeof value === 'object' && typeof value?.toJSON === 'function') value = value.toJSON();
  if (typeof value !== 'object' || value === null) return scalar(value);
  if (Array.isArray(value)) {
    let out = '[';
    for (let index = 0; index < value.length; index++) {
      const item = value[index];
      out += (index === 0 ? '' : ',') + anything(item);
    }
    return out + ']';
  }
  let out = '{';
  let comma = '';
  let member;
  member = value["start_call"];
  if (member !== undefined && typeof member !== 'function') {
    out += comma + "\"start_call\":" + (typeof member === 'string' ? text(member) : scalar(member));
    comma = ',';
  }
  member = value["end_call"];
  if (member !== undefined && typeof member !== 'function') {
    out += comma + "\"end_call\":" + (typeof member === 'string' ? text(member) : scalar(member));
    comma = ',';
  }
  member = value["listening"];
  if (member !== undefined && typeof member !== 'function') {
    out += comma + "\"listening\":" + (typeof member === 'string' ? text(member) : scalar(member));
    comma = ',';
  }
  member = value["thinking"];
  if (member !== undefined && typeof member !== 'function') {
    out += comma + "\"thinking\":" + (typeof member === 'string' ? text(member) : scalar(member));
    comma = ',';
  }
  member = value["speaking"];
  if (member !== undefined && typeof member !== 'function') {
    out += comma + "\"speaking\":" + (typeof member === 'string' ? text(member) : scalar(member));
    comma = ',';
  }
  for (const name of Object.keys(value)) {
    const other = value[name];
    if (other === undefined || typeof other === 'function' || ["start_call","end_call","listening","thinking","speaking"].includes(name)) continue;
    out += comma + text(name) + ':' + anything(other);
    comma = ',';
  }
  return out + '}';
}
function write17(value) {
  if (typeof value === 'object' && typeof value?.toJSON === 'function') value = value.toJSON();
  if (typeof value !== 'object' || value === null) return scalar(value);
  if (Array.isArray(value)) {
    let out = '[';
    for (let index = 0; index < value.length; index++) {
      const item = value[index];
      out += (index === 0 ? '' : ',') + anything(item);
    }
    return out + ']';
  }
  let out = '{';
  let comma = '';
  let member;
  member = value["enabled"];
  if (member !== undefined && typeof member !== 'function') {
    out += comma + "\"enabled\":" + (typeof member === 'string' ? text(member) : scalar(member));
    comma = ',';
  }
  member = value["content"];
  if (member !== undefined && typeof member !== 'function') {
    out += comma + "\"content\":" + (typeof member === 'string' ? text(member) : scalar(member));
    comma = ',';
  }
  for (const name of Object.keys(value)) {
    const other = value[name];
    if (other === undefined || typeof other === 'function' || ["enabled","content"].includes(name)) continue;
    out += comma + text(name) + ':' + anything(other);
    comma = ',';
  }
  return out + '}';
}
function write18(value) {
  if (typeof value === 'object' && typeof value?.toJSON === 'function') value = value.toJSON();
  if (typeof value !== 'object' || value === null) return scalar(value);
  if (Array.isArray(value)) {
    let out = '[';
    for (let index = 0; index < value.length; index++) {
      const item = value[index];
      out += (index === 0 ? '' : ',') + anything(item);
    }
    return out + ']';
  }
  let out = '{';
  let comma = '';
  let member;
  member = value["enabled"];
  if (member !== undefined && typeof member !== 'function') {
    out += comma + "\"enabled\":" + (typeof member === 'string' ? text(member) : scalar(member));
    comma = ',';
  }
  for (const name of Object.keys(value)) {
    const other = value[name];
    if (other === undefined || typeof other === 'function' || ["enabled"].includes(name)) continue;
    out += comma + text(name) + ':' + anything(other);
    comma = ',';
  }
  return out + '}';
}
function write19(value) {
  if (typeof value === 'object' && typeof value?.toJSON === 'function') value = value.toJSON();
  if (typeof value !== 'object' || value === null) return scalar(value);
  if (Array.isArray(value)) {
    let out = '[';
    for (let index = 0; index < value.length; index++) {
      const item = value[index];
      out += (index === 0 ? '' : ',') + anything(item);
    }
    return out + ']';
  }
  refuse('an object');
}
function write20(value) {
  if (typeof value === 'object' && typeof value?.toJSON === 'function') value = value.toJSON();
  if (typeof value !== 'object' || value === null) return scalar(value);
  if (Array.isArray(value)) {
    let out = '[';
    for (let index = 0; index < value.length; index++) {
      const item = value[index];
      out += (index === 0 ? '' : ',') + (typeof item === 'string' ? text(item) : scalar(item));
    }
    return out + ']';
  }
  refuse('an object');
}
function write21(value) {
  if (typeof value === 'object' && typeof value?.toJSON === 'function') value = value.toJSON();
  if (typeof value !== 'object' || value === null) return scalar(value);
  if (Array.isArray(value)) {
    let out = '[';
    for (let index = 0; index < value.length; index++) {
      const item = value[index];
      out += (index === 0 ? '' : ',') + (typeof item === 'string' ? text(item) : scalar(item));
    }
    return out + ']';
  }
  refuse('an object');
}
function write22(value) {
  if (typeof value === 'object' && typeof value?.toJSON === 'function') value = value.toJSON();
  if (typeof value !== 'object' || value === null) return scalar(value);
  if (Array.isArray(value)) {
    let out = '[';
    for (let index = 0; index < value.length; index++) {
      const item = value[index];
      out += (index === 0 ? '' : ',') + anything(item);
    }
    return out + ']';
  }
  refuse('an object');
}
function write23(value) {
  if (typeof value === 'object' && typeof value?.toJSON === 'function') value = value.toJSON();
  if (typeof value !== 'object' || value === null) return scalar(value);
  if (Array.isArray(value)) {
    let out = '[';
    for (let index = 0; index < value.length; index++) {
      const item = value[index];
      out += (index === 0 ? '' : ',') + anything(item);
    }
    return out + ']';
  }
  refuse('an object');
}
function write24(value) {
  if (typeof value === 'object' && typeof value?.toJSON === 'function') value = value.toJSON();
  if (typeof value !== 'object' || value === null) return scalar(value);
  if (Array.isArray(value)) {
    let out = '[';
    for (let index = 0; index < value.length; index++) {
      const item = value[index];
      out += (index === 0 ? '' : ',') + anything(item);
    }
    return out + ']';
  }
  refuse('an object');
}
function write25(value) {
  if (typeof value === 'object' && typeof value?.toJSON === 'function') value = value.toJSON();
  if (typeof value !== 'object' || value === null) return scalar(value);
  if (Array.isArray(value)) {
    let out = '[';
    for (let index = 0; index < value.length; index++) {
      const item = value[index];
      out += (index === 0 ? '' : ',') + anything(item);
    }
    return out + ']';
  }
  let out = '{';
  let comma = '';
  let member;
  member = value["enabled"];
  if (member !== undefined && typeof member !== 'function') {
    out += comma + "\"enabled\":" + (typeof member === 'string' ? text(member) : scalar(member));
    comma = ',';
  }
  member = value["on_voicemail"];
  if (member !== undefined && typeof member !== 'function') {
    out += comma + "\"on_voicemail\":" + write26(member);
    comma = ',';
  }
  member = value["on_ivr"];
  if (member !== undefined && typeof member !== 'function') {
    out += comma + "\"on_ivr\":" + write27(member);
    comma = ',';
  }
  member = value["on_unavailable"];
  if (member !== undefined && typeof member !== 'function') {
    out += comma + "\"on_unavailable\":" + write28(member);
    comma = ',';
  }
  member = value["tuning"];
  if (member !== undefined && typeof member !== 'function') {
    out += comma + "\"tuning\":" + write29(member);
    comma = ',';
  }
  return out + '}';
}
function write26(value) {
  if (typeof value === 'object' && typeof value?.toJSON === 'function') value = value.toJSON();
  if (typeof value !== 'object' || value === null) return scalar(value);
  if (Array.isArray(value)) {
    let out = '[';
    for (let index = 0; index < value.length; index++) {
      const item = value[index];
      out += (index === 0 ? '' : ',') + anything(item);
    }
    return out + ']';
  }
  let out = '{';
  let comma = '';
  let member;
  member = value["action"];
  if (member !== undefined && typeof member !== 'function') {
    out += comma + "\"action\":" + (typeof member === 'string' ? text(member) : scalar(member));
    comma = ',';
  }
  member = value["message"];
  if (member !== undefined && typeof member !== 'function') {
    out += comma + "\"message\":" + (typeof member === 'string' ? text(member) : scalar(member));
    comma = ',';
  }
  return out + '}';
}
function write27(value) {
  if (typeof value === 'object' && typeof value?.toJSON === 'function') value = value.toJSON();
  if (typeof value !== 'object' || value === null) return scalar(value);
  if (Array.isArray(value)) {
    let out = '[';
    for (let index = 0; index < value.length; index++) {
      const item = value[index];
      out += (index === 0 ? '' : ',') + anything(item);
    }
    return out + ']';
  }
  let out = '{';
  let comma = '';
  let member;
  member = value["action"];
  if (member !== undefined && typeof member !== 'function') {
    out += comma + "\"action\":" + (typeof member === 'string' ? text(member) : scalar(member));
    comma = ',';
  }
  return out + '}';
}
function write28(value) {
  if (typeof value === 'object' && typeof value?.toJSON === 'function') value = value.toJSON();
  if (typeof value !== 'object' || value === null) return scalar(value);
  if (Array.isArray(value)) {
    let out = '[';
    for (let index = 0; index < value.length; index++) {
      const item = value[index];
      out += (index === 0 ? '' : ',') + anything(item);
    }
    return out + ']';
  }
  let out = '{';
  let comma = '';
  let member;
  member = value["action"];
  if (member !== undefined && typeof member !== 'function') {
    out += comma + "\"action\":" + (typeof member === 'string' ? text(member) : scalar(member));
    comma = ',';
  }
  return out + '}';
}
function write29(value) {
  if (typeof value === 'object' && typeof value?.toJSON === 'function') value = value.toJSON();
  if (typeof value !== 'object' || value === null) return scalar(value);
  if (Array.isArray(value)) {
    let out = '[';
    for (let index = 0; index < value.length; index++) {
      const item = value[index];
      out += (index === 0 ? '' : ',') + anything(item);
    }
    return out + ']';
  }
  let out = '{';
  let comma = '';
  let member;
  member = value["human_speech_threshold_seconds"];
  if (member !== undefined && typeof member !== 'function') {
    out += comma + "\"human_speech_threshold_seconds\":" + (typeof member === 'string' ? text(member) : scalar(member));
    comma = ',';
  }
  member = value["no_speech_threshold_seconds"];
  if (member !== undefined && typeof member !== 'function') {
    out += comma + "\"no_speech_threshold_seconds\":" + (typeof member === 'string' ? text(member) : scalar(member));
    comma = ',';
  }
  member = value["timeout_seconds"];
  if (member !== undefined && typeof member !== 'function') {
    out += comma + "\"timeout_seconds\":" + (typeof member === 'string' ? text(member) : scalar(member));
    comma = ',';
  }
  member = value["classification_prompt"];
  if (member !== undefined && typeof member !== 'function') {
    out += comma + "\"classification_prompt\":" + (typeof member === 'string' ? text(member) : scalar(member));
    comma = ',';
  }
  return out + '}';
}
function write30(value) {
  if (typeof value === 'object' && typeof value?.toJSON === 'function') value = value.toJSON();
  if (typeof value !== 'object' || value === null) return scalar(value);
  if (Array.isArray(value)) {
    let out = '[';
    for (let index = 0; index < value.length; index++) {
      const item = value[index];
      out += (index === 0 ? '' : ',') + anything(item);
    }
    return out + ']';
  }
  refuse('an object');
}
function write31(value) {
  if (typeof value === 'object' && typeof value?.toJSON === 'function') value = value.toJSON();
  if (typeof value !== 'object' || value === null) return scalar(value);
  if (Array.isArray(value)) {
    let out = '[';
    for (let index = 0; index < value.length; index++) {
      const item = value[index];
      out += (index === 0 ? '' : ',') + anything(item);
    }
    return out + ']';
  }
  refuse('an object');
}
function write32(value) {
  if (typeof value === 'object' && typeof value?.toJSON === 'function') value = value.toJSON();
  if (typeof value !== 'object' || value === null) return scalar(value);
  if (Array.isArray(value)) {
    let out = '[';
    for (let index = 0; index < value.length; index++) {
      const item = value[index];
      out += (index === 0 ? '' : ',') + anything(item);
    }
    return out + ']';
  }
  refuse('an object');
}
function write33(value) {
  if (typeof value === 'object' && typeof value?.toJSON === 'function') value = value.toJSON();
  if (typeof value !== 'object' || value === null) return scalar(value);
  if (Array.isArray(value)) {
    let out = '[';
    for (let index = 0; index < value.length; index++) {
      const item = value[index];
      out += (index === 0 ? '' : ',') + anything(item);
    }
    return out + ']';
  }
  refuse('an object');
}
function write34(value) {
  if (typeof value === 'object' && typeof value?.toJSON === 'function') value = value.toJSON();
  if (typeof value !== 'object' || value === null) return scalar(value);
  if (Array.isArray(value)) {
    let out = '[';
    for (let index = 0; index < value.length; index++) {
      const item = value[index];
      out += (index === 0 ? '' : ',') + anything(item);
    }
    return out + ']';
  }
  refuse('an object');
}
function write35(value) {
  if (typeof value === 'object' && typeof value?.toJSON === 'function') value = value.toJSON();
  if (typeof value !== 'object' || value === null) return scalar(value);
  if (Array.isArray(value)) {
    let out = '[';
    for (let index = 0; index < value.length; index++) {
      const item = value[index];
      out += (index === 0 ? '' : ',') + anything(item);
    }
    return out + ']';
  }
  refuse('an object');
}
function write36(value) {
  if (typeof value === 'object' && typeof value?.toJSON === 'function') value = value.toJSON();
  if (typeof value !== 'object' || value === null) return scalar(value);
  if (Array.isArray(value)) {
    let out = '[';
    for (let index = 0; index < value.length; index++) {
      const item = value[index];
      out += (index === 0 ? '' : ',') + anything(item);
    }
    return out + ']';
  }
  refuse('an object');
}
function write37(value) {
  if (typeof value === 'object' && typeof value?.toJSON === 'function') value = value.toJSON();
  if (typeof value !== 'object' || value === null) return scalar(value);
  if (Array.isArray(value)) {
    let out = '[';
    for (let index = 0; index < value.length; index++) {
      const item = value[index];
      out += (index === 0 ? '' : ',') + anything(item);
    }
    return out + ']';
  }
  refuse('an object');
}
function write38(value) {
  if (typeof value === 'object' && typeof value?.toJSON === 'function') value = value.toJSON();
  if (typeof value !== 'object' || value === null) return scalar(value);
  if (Array.isArray(value)) {
    let out = '[';
    for (let index = 0; index < value.length; index++) {
      const item = value[index];
      out += (index === 0 ? '' : ',') + anything(item);
    }
    return out + ']';
  }
  refuse('an object');
}
function write39(value) {
  if (typeof value === 'object' && typeof value?.toJSON === 'function') value = value.toJSON();
  if (typeof value !== 'object' || value === null) return scalar(value);
  if (Array.isArray(value)) {
    let out = '[';
    for (let index = 0; index < value.length; index++) {
      const item = value[index];
      out += (index === 0 ? '' : ',') + anything(item);
    }
    return out + ']';
  }
  refuse('an object');
}
function write40(value) {
  if (typeof value === 'object' && typeof value?.toJSON === 'function') value = value.toJSON();
  if (typeof value !== 'object' || value === null) return scalar(value);
  if (Array.isArray(value)) {
    let out = '[';
    for (let index = 0; index < value.length; index++) {
      const item = value[index];
      out += (index === 0 ? '' : ',') + anything(item);
    }
    return out + ']';
  }
  refuse('an object');
}
function write41(value) {
  if (typeof value === 'object' && typeof value?.toJSON === 'function') value = value.toJSON();
  if (typeof value !== 'object' || value === null) return scalar(value);
  if (Array.isArray(value)) {
    let out = '[';
    for (let index = 0; index < value.length; index++) {
      const item = value[index];
      out += (index === 0 ? '' : ',') + anything(item);
    }
    return out + ']';
  }
  refuse('an object');
}
function write42(value) {
  if (typeof value === 'object' && typeof value?.toJSON === 'function') value = value.toJSON();
  if (typeof value !== 'object' || value === null) return scalar(value);
  if (Array.isArray(value)) {
    let out = '[';
    for (let index = 0; index < value.length; index++) {
      const item = value[index];
      out += (index === 0 ? '' : ',') + anything(item);
    }
    return out + ']';
  }
  let out = '{';
  let comma = '';
  let member;
  member = value["error"];
  if (member !== undefined && typeof member !== 'function') {
    out += comma + "\"error\":" + write43(member);
    comma = ',';
  }
  member = value["request_id"];
  if (member !== undefined && typeof member !== 'function') {
    out += comma + "\"request_id\":" + write46(member);
    comma = ',';
  }
  return out + '}';
}
function write43(value) {
  if (typeof value === 'object' && typeof value?.toJSON === 'function') value = value.toJSON();
  if (typeof value !== 'object' || value === null) return scalar(value);
  if (Array.isArray(value)) {
    let out = '[';
    for (let index = 0; index < value.length; index++) {
      const item = value[index];
      out += (index === 0 ? '' : ',') + anything(item);
    }
    return out + ']';
  }
  let out = '{';
  let comma = '';
  let member;
  member = value["code"];
  if (member !== undefined && typeof member !== 'function') {
    out += comma + "\"code\":" + write44(member);
    comma = ',';
  }
  member = value["message"];
  if (member !== undefined && typeof member !== 'function') {
    out += comma + "\"message\":" + (typeof member === 'string' ? text(member) : scalar(member));
    comma = ',';
  }
  member = value["fields"];
  if (member !== undefined && typeof member !== 'function') {
    out += comma + "\"fields\":" + write45(member);
    comma = ',';
  }
  member = value["details"];
  if (member !== undefined && typeof member !== 'function') {
    out += comma + "\"details\":" + anything(member);
    comma = ',';
  }
  return out + '}';
}
function write44(value) {
  if (typeof value === 'object' && typeof value?.toJSON === 'function') value = value.toJSON();
  if (typeof value !== 'object' || value === null) return scalar(value);
  if (Array.isArray(value)) {
    let out = '[';
    for (let index = 0; index < value.length; index++) {
      const item = value[index];
      out += (index === 0 ? '' : ',') + anything(item);
    }
    return out + ']';
  }
  refuse('an object');
}
function write45(value) {
  if (typeof value === 'object' && typeof value?.toJSON === 'function') value = value.toJSON();
  if (typeof value !== 'object' || value === null) return scalar(value);
  if (Array.isArray(value)) refuse('an array');
  let out = '{';
  let comma = '';
  for (const name of Object.keys(value)) {
    const other = value[name];
    if (other === undefined || typeof other === 'function') continue;
    out += comma + text(name) + ':' + (typeof other === 'string' ? text(other) : scalar(other));
    comma = ',';
  }
  return out + '}';
}
function write46(value) {
  if (typeof value === 'object' && typeof value?.toJSON === 'function') value = value.toJSON();
  if (typeof value !== 'object' || value === null) return scalar(value);
  if (Array.isArray(value)) {
    let out = '[';
    for (let index = 0; index < value.length; index++) {
      const item = value[index];
      out += (index === 0 ? '' : ',') + anything(item);
    }
    return out + ']';
  }
  refuse('an object');
}
function write47(value) {
  if (typeof value === 'object' && typeof value?.toJSON === 'function') value = value.toJSON();
  if (typeof value !== 'object' || value === null) return scalar(value);
  if (Array.isArray(value)) {
    let out = '[';
    for (let index = 0; index < value.length; index++) {
      const item = value[index];
      out += (index === 0 ? '' : ',') + anything(item);
    }
    return out + ']';
  }
  let out = '{';
  let comma = '';
  let member;
  member = value["models"];
  if (member !== undefined && typeof member !== 'function') {
    out += comma + "\"models\":" + write48(member);
    comma = ',';
  }
  return out + '}';
}
function write48(value) {
  if (typeof value === 'object' && typeof value?.toJSON === 'function') value = value.toJSON();
  if (typeof value !== 'object' || value === null) return scalar(value);
  if (Array.isArray(value)) {
    let out = '[';
    for (let index = 0; index < value.length; index++) {
      const item = value[index];
      out += (index === 0 ? '' : ',') + write49(item);
    }
    return out + ']';
  }
  refuse('an object');
}
function write49(value) {
  if (typeof value === 'object' && typeof value?.toJSON === 'function') value = value.toJSON();
  if (typeof value !== 'object' || value === null) return scalar(value);
  if (Array.isArray(value)) {
    let out = '[';
    for (let index = 0; index < value.length; index++) {
      const item = value[index];
      out += (index === 0 ? '' : ',') + anything(item);
    }
    return out + ']';
  }
  let out = '{';
  let comma = '';
  let member;
  member = value["provider"];
  if (member !== undefined && typeof member !== 'function') {
    out += comma + "\"provider\":" + (typeof member === 'string' ? text(member) : scalar(member));
    comma = ',';
  }
  member = value["model"];
  if (member !== undefined && typeof member !== 'function') {
    out += comma + "\"model\":" + (typeof member === 'string' ? text(member) : scalar(member));
    comma = ',';
  }
  return out + '}';
}
function write50(value) {
  if (typeof value === 'object' && typeof value?.toJSON === 'function') value = value.toJSON();
  if (typeof value !== 'object' || value === null) return scalar(value);
  if (Array.isArray(value)) {
    let out = '[';
    for (let index = 0; index < value.length; index++) {
      const item = value[index];
      out += (index === 0 ? '' : ',') + anything(item);
    }
    return out + ']';
  }
  let out = '{';
  let comma = '';
  let member;
  member = value["voices"];
  if (member !== undefined && typeof member !== 'function') {
    out += comma + "\"voices\":" + write51(member);
    comma = ',';
  }
  member = value["next_cursor"];
  if (member !== undefined && typeof member !== 'function') {
    out += comma + "\"next_cursor\":" + write40(member);
    comma = ',';
  }
  member = value["has_more"];
  if (member !== undefined && typeof member !== 'function') {
    out += comma + "\"has_more\":" + write41(member);
    comma = ',';
  }
  return out + '}';
}
function write51(value) {
  if (typeof value === 'object' && typeof value?.toJSON === 'function') value = value.toJSON();
  if (typeof value !== 'object' || value === null) return scalar(value);
  if (Array.isArray(value)) {
    let out = '[';
    for (let index = 0; index < value.length; index++) {
      const item = value[index];
      out += (index === 0 ? '' : ',') + write52(item);
    }
    return out + ']';
  }
  refuse('an object');
}
function write52(value) {
  if (typeof value === 'object' && typeof value?.toJSON === 'function') value = value.toJSON();
  if (typeof value !== 'object' || value === null) return scalar(value);
  if (Array.isArray(value)) {
    let out = '[';
    for (let index = 0; index < value.length; index++) {
      const item = value[index];
      out += (index === 0 ? '' : ',') + anything(item);
    }
    return out + ']';
  }
  let out = '{';
  let comma = '';
  let member;
  member = value["id"];
  if (member !== undefined && typeof member !== 'function') {
    out += comma + "\"id\":" + write12(member);
    comma = ',';
  }
  member = value["display_name"];
  if (member !== undefined && typeof member !== 'function') {
    out += comma + "\"display_name\":" + (typeof member === 'string' ? text(member) : scalar(member));
    comma = ',';
  }
  member = value["gender"];
  if (member !== undefined && typeof member !== 'function') {
    out += comma + "\"gender\":" + write53(member);
    comma = ',';
  }
  member = value["locale"];
  if (member !== undefined && typeof member !== 'function') {
    out += comma + "\"locale\":" + write54(member);
    comma = ',';
  }
  member = value["type"];
  if (member !== undefined && typeof member !== 'function') {
    out += comma + "\"type\":" + write55(member);
    comma = ',';
  }
  member = value["models"];
  if (member !== undefined && typeof member !== 'function') {
    out += comma + "\"models\":" + write56(member);
    comma = ',';
  }
  member = value["preview_audio"];
  if (member !== undefined && typeof member !== 'function') {
    out += comma + "\"preview_audio\":" + (typeof member === 'string' ? text(member) : scalar(member));
    comma = ',';
  }
  member = value["avatar_image"];
  if (member !== undefined && typeof member !== 'function') {
    out += comma + "\"avatar_image\":" + (typeof member === 'string' ? text(member) : scalar(member));
    comma = ',';
  }
  member = value["tags"];
  if (member !== undefined && typeof member !== 'function') {
    out += comma + "\"tags\":" + write61(member);
    comma = ',';
  }
  return out + '}';
}
function write53(value) {
  if (typeof value === 'object' && typeof value?.toJSON === 'function') value = value.toJSON();
  if (typeof value !== 'object' || value === null) return scalar(value);
  if (Array.isArray(value)) {
    let out = '[';
    for (let index = 0; index < value.length; index++) {
      const item = value[index];
      out += (index === 0 ? '' : ',') + anything(item);
    }
    return out + ']';
  }
  refuse('an object');
}
function write54(value) {
  if (typeof value === 'object' && typeof value?.toJSON === 'function') value = value.toJSON();
  if (typeof value !== 'object' || value === null) return scalar(value);
  if (Array.isArray(value)) {
    let out = '[';
    for (let index = 0; index < value.length; index++) {
      const item = value[index];
      out += (index === 0 ? '' : ',') + anything(item);
    }
    return out + ']';
  }
  refuse('an object');
}
function write55(value) {
  if (typeof value === 'object' && typeof value?.toJSON === 'function') value = value.toJSON();
  if (typeof value !== 'object' || value === null) return scalar(value);
  if (Array.isArray(value)) {
    let out = '[';
    for (let index = 0; index < value.length; index++) {
      const item = value[index];
      out += (index === 0 ? '' : ',') + anything(item);
    }
    return out + ']';
  }
  refuse('an object');
}
function write56(value) {
  if (typeof value === 'object' && typeof value?.toJSON === 'function') value = value.toJSON();
  if (typeof value !== 'object' || value === null) return scalar(value);
  if (Array.isArray(value)) {
    let out = '[';
    for (let index = 0; index < value.length; index++) {
      const item = value[index];
      out += (index === 0 ? '' : ',') + write57(item);
    }
    return out + ']';
  }
  refuse('an object');
}
function write57(value) {
  if (typeof value === 'object' && typeof value?.toJSON === 'function') value = value.toJSON();
  if (typeof value !== 'object' || value === null) return scalar(value);
  if (Array.isArray(value)) {
    let out = '[';
    for (let index = 0; index < value.length; index++) {
      const item = value[index];
      out += (index === 0 ? '' : ',') + anything(item);
    }
    return out + ']';
  }
  let out = '{';
  let comma = '';
  let member;
  member = value["name"];
  if (member !== undefined && typeof member !== 'function') {
    out += comma + "\"name\":" + write58(member);
    comma = ',';
  }
  member = value["languages"];
  if (member !== undefined && typeof member !== 'function') {
    out += comma + "\"languages\":" + write59(member);
    comma = ',';
  }
  return out + '}';
}
function write58(value) {
  if (typeof value === 'object' && typeof value?.toJSON === 'function') value = value.toJSON();
  if (typeof value !== 'object' || value === null) return scalar(value);
  if (Array.isArray(value)) {
    let out = '[';
    for (let index = 0; index < value.length; index++) {
      const item = value[index];
      out += (index === 0 ? '' : ',') + anything(item);
    }
    return out + ']';
  }
  refuse('an object');
}
function write59(value) {
  if (typeof value === 'object' && typeof value?.toJSON === 'function') value = value.toJSON();
  if (typeof value !== 'object' || value === null) return scalar(value);
  if (Array.isArray(value)) {
    let out = '[';
    for (let index = 0; index < value.length; index++) {
      const item = value[index];
      out += (index === 0 ? '' : ',') + write60(item);
    }
    return out + ']';
  }
  refuse('an object');
}
function write60(value) {
  if (typeof value === 'object' && typeof value?.toJSON === 'function') value = value.toJSON();
  if (typeof value !== 'object' || value === null) return scalar(value);
  if (Array.isArray(value)) {
    let out = '[';
    for (let index = 0; index < value.length; index++) {
      const item = value[index];
      out += (index === 0 ? '' : ',') + anything(item);
    }
    return out + ']';
  }
  let out = '{';
  let comma = '';
  let member;
  member = value["locale"];
  if (member !== undefined && typeof member !== 'function') {
    out += comma + "\"locale\":" + write54(member);
    comma = ',';
  }
  member = value["preview_audio"];
  if (member !== undefined && typeof member !== 'function') {
    out += comma + "\"preview_audio\":" + (typeof member === 'string' ? text(member) : scalar(member));
    comma = ',';
  }
  return out + '}';
}
function write61(value) {
  if (typeof value === 'object' && typeof value?.toJSON === 'function') value = value.toJSON();
  if (typeof value !== 'object' || value === null) return scalar(value);
  if (Array.isArray(value)) {
    let out = '[';
    for (let index = 0; index < value.length; index++) {
      const item = value[index];
      out += (index === 0 ? '' : ',') + (typeof item === 'string' ? text(item) : scalar(item));
    }
    return out + ']';
  }
  refuse('an object');
}
export const listAgents200 = (value) => write0(value);
export const listAgents400 = (value) => write42(value);
export const createAgent201 = (value) => write2(value);
export const listLlmModels200 = (value) => write47(value);
export const listVoices200 = (value) => write50(value);
