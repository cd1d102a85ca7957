// Made from the contract by `contract build`. Not to be edited.
function scalar(value) {
  if (value === null) return null;
  if (typeof value.toJSON === 'function') {
    const plain = value.toJSON();
    return typeof plain === 'object' ? scalar(plain) : plain;
  }
  return refuse(Array.isArray(value) ? 'an array' : 'an object');
}

function own(value, name) {
  return Object.hasOwn(value, name) ? value[name] : undefined;
}

function set(object, name, value) {
  if (name !== '__proto__') object[name] = value;
  else Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true });
}

function refuse(what) {
  throw new TypeError('The answer holds ' + what + ' where the contract has none.');
}

function pick0(value) {
  if (typeof value !== 'object' || value === null) return value;
  if (typeof value.toJSON === 'function') return pick0(value.toJSON());
  if (Array.isArray(value)) refuse('an array');
  return {
    "agents": pick1(value["agents"]),
    "next_cursor": (typeof value["next_cursor"] === 'object' ? scalar(value["next_cursor"]) : value["next_cursor"]),
    "has_more": (typeof value["has_more"] === 'object' ? scalar(value["has_more"]) : value["has_more"]),
  };
}
function pick1(value) {
  if (typeof value !== 'object' || value === null) return value;
  if (typeof value.toJSON === 'function') return pick1(value.toJSON());
  if (Array.isArray(value)) return value.map((item) => pick2(item));
  refuse('an object');
}
function pick2(value) {
  if (typeof value !== 'object' || value === null) return value;
  if (typeof value.toJSON === 'function') return pick2(value.toJSON());
  if (Array.isArray(value)) refuse('an array');
  return {
    "id": (typeof value["id"] === 'object' ? scalar(value["id"]) : value["id"]),
    "name": (typeof value["name"] === 'object' ? scalar(value["name"]) : value["name"]),
    "slug": (typeof value["slug"] === 'object' ? scalar(value["slug"]) : value["slug"]),
    "prompt": (typeof value["prompt"] === 'object' ? scalar(value["prompt"]) : value["prompt"]),
    "first_message": (typeof value["first_message"] === 'object' ? scalar(value["first_message"]) : value["first_message"]),
    "language": (typeof value["language"] === 'object' ? scalar(value["language"]) : value["language"]),
    "llm_provider": (typeof value["llm_provider"] === 'object' ? scalar(value["llm_provider"]) : value["llm_provider"]),
    "llm_model": (typeof value["llm_model"] === 'object' ? scalar(value["llm_model"]) : value["llm_model"]),
    "llm_base_url": (typeof value["llm_base_url"] === 'object' ? scalar(value["llm_base_url"]) : value["llm_base_url"]),
    "llm_api_key_set": (typeof value["llm_api_key_set"] === 'object' ? scalar(value["llm_api_key_set"]) : value["llm_api_key_set"]),
    "llm_extra_body": value["llm_extra_body"],
    "voice_id": (typeof value["voice_id"] === 'object' ? scalar(value["voice_id"]) : value["voice_id"]),
    "temperature": (typeof value["temperature"] === 'object' ? scalar(value["temperature"]) : value["temperature"]),
    "widget_config": pick3(value["widget_config"]),
    "is_public": (typeof value["is_public"] === 'object' ? scalar(value["is_public"]) : value["is_public"]),
    "allowed_origins": pick8(value["allowed_origins"]),
    "hostname_allowlist": pick9(value["hostname_allowlist"]),
    "memory_enabled": (typeof value["memory_enabled"] === 'object' ? scalar(value["memory_enabled"]) : value["memory_enabled"]),
    "memory_retention_days": (typeof value["memory_retention_days"] === 'object' ? scalar(value["memory_retention_days"]) : value["memory_retention_days"]),
    "webhook_url": (typeof value["webhook_url"] === 'object' ? scalar(value["webhook_url"]) : value["webhook_url"]),
    "webhook_secret_set": (typeof value["webhook_secret_set"] === 'object' ? scalar(value["webhook_secret_set"]) : value["webhook_secret_set"]),
    "amd": pick10(value["amd"]),
    "save_audio_recording": (typeof value["save_audio_recording"] === 'object' ? scalar(value["save_audio_recording"]) : value["save_audio_recording"]),
    "navigator_mode": (typeof value["navigator_mode"] === 'object' ? scalar(value["navigator_mode"]) : value["navigator_mode"]),
    "ivr_memory_enabled": (typeof value["ivr_memory_enabled"] === 'object' ? scalar(value["ivr_memory_enabled"]) : value["ivr_memory_enabled"]),
    "tts_speaking_rate": (typeof value["tts_speaking_rate"] === 'object' ? scalar(value["tts_speaking_rate"]) : value["tts_speaking_rate"]),
    "tts_playback_rate": (typeof value["tts_playback_rate"] === 'object' ? scalar(value["tts_playback_rate"]) : value["tts_playback_rate"]),
    "response_delay_seconds": (typeof value["response_delay_seconds"] === 'object' ? scalar(value["response_delay_seconds"]) : value["response_delay_seconds"]),
    "inactivity_timeout_seconds": (typeof value["inactivity_timeout_seconds"] === 'object' ? scalar(value["inactivity_timeout_seconds"]) : value["inactivity_timeout_seconds"]),
    "background_noise_preset": (typeof value["background_noise_preset"] === 'object' ? scalar(value["background_noise_preset"]) : value["background_noise_preset"]),
    "background_noise_volume": (typeof value["background_noise_volume"] === 'object' ? scalar(value["background_noise_volume"]) : value["background_noise_volume"]),
    "stt_override": (typeof value["stt_override"] === 'object' ? scalar(value["stt_override"]) : value["stt_override"]),
    "created_at": (typeof value["created_at"] === 'object' ? scalar(value["created_at"]) : value["created_at"]),
    "updated_at": (typeof value["updated_at"] === 'object' ? scalar(value["updated_at"]) : value["updated_at"]),
  };
}
function pick3(value) {
  if (typeof value !== 'object' || value === null) return value;
  if (typeof value.toJSON === 'function') return pick3(value.toJSON());
  if (Array.isArray(value)) refuse('an array');
  const picked = {
    "version": (typeof value["version"] === 'object' ? scalar(value["version"]) : value["version"]),
    "style": (typeof value["style"] === 'object' ? scalar(value["style"]) : value["style"]),
    "theme": (typeof value["theme"] === 'object' ? scalar(value["theme"]) : value["theme"]),
    "avatar": pick4(value["avatar"]),
    "text": pick5(value["text"]),
    "terms": pick6(value["terms"]),
    "transcript": pick7(value["transcript"]),
  };
  for (const name of Object.keys(value)) {
    if (["version","style","theme","avatar","text","terms","transcript"].includes(name)) continue;
    set(picked, name, value[name]);
  }
  return picked;
}
function pick4(value) {
  if (typeof value !== 'object' || value === null) return value;
  if (typeof value.toJSON === 'function') return pick4(value.toJSON());
  if (Array.isArray(value)) refuse('an array');
  const picked = {
    "type": (typeof value["type"] === 'object' ? scalar(value["type"]) : value["type"]),
    "image_url": (typeof value["image_url"] === 'object' ? scalar(value["image_url"]) : value["image_url"]),
    "orb_color_1": (typeof value["orb_color_1"] === 'object' ? scalar(value["orb_color_1"]) : value["orb_color_1"]),
    "orb_color_2": (typeof value["orb_color_2"] === 'object' ? scalar(value["orb_color_2"]) : value["orb_color_2"]),
  };
  for (const name of Object.keys(value)) {
    if (["type","image_url","orb_color_1","orb_color_2"].includes(name)) continue;
    set(picked, name, value[name]);
  }
  return picked;
}
function pick5(value) {
  if (typeof value !== 'object' || value === null) return value;
  if (typeof value.toJSON === 'function') return pick5(value.toJSON());
  if (Array.isArray(value)) refuse('an array');
  const picked = {
    "start_call": (typeof value["start_call"] === 'object' ? scalar(value["start_call"]) : value["start_call"]),
    "end_call": (typeof value["end_call"] === 'object' ? scalar(value["end_call"]) : value["end_call"]),
    "listening": (typeof value["listening"] === 'object' ? scalar(value["listening"]) : value["listening"]),
    "thinking": (typeof value["thinking"] === 'object' ? scalar(value["thinking"]) : value["thinking"]),
    "speaking": (typeof value["speaking"] === 'object' ? scalar(value["speaking"]) : value["speaking"]),
  };
  for (const name of Object.keys(value)) {
    if (["start_call","end_call","listening","thinking","speaking"].includes(name)) continue;
    set(picked, name, value[name]);
  }
  return picked;
}
function pick6(value) {
  if (typeof value !== 'object' || value === null) return value;
  if (typeof value.toJSON === 'function') return pick6(value.toJSON());
  if (Array.isArray(value)) refuse('an array');
  const picked = {
    "enabled": (typeof value["enabled"] === 'object' ? scalar(value["enabled"]) : value["enabled"]),
    "content": (typeof value["content"] === 'object' ? scalar(value["content"]) : value["content"]),
  };
  for (const name of Object.keys(value)) {
    if (["enabled","content"].includes(name)) continue;
    set(picked, name, value[name]);
  }
  return picked;
}
function pick7(value) {
  if (typeof value !== 'object' || value === null) return value;
  if (typeof value.toJSON === 'function') return pick7(value.toJSON());
  if (Array.isArray(value)) refuse('an array');
  const picked = {
    "enabled": (typeof value["enabled"] === 'object' ? scalar(value["enabled"]) : value["enabled"]),
  };
  for (const name of Object.keys(value)) {
    if (["enabled"].includes(name)) continue;
    set(picked, name, value[name]);
  }
  return picked;
}
function pick8(value) {
  if (typeof value !== 'object' || value === null) return value;
  if (typeof value.toJSON === 'function') return pick8(value.toJSON());
  if (Array.isArray(value)) return value.map((item) => (typeof item === 'object' ? scalar(item) : item));
  refuse('an object');
}
function pick9(value) {
  if (typeof value !== 'object' || value === null) return value;
  if (typeof value.toJSON === 'function') return pick9(value.toJSON());
  if (Array.isArray(value)) return value.map((item) => (typeof item === 'object' ? scalar(item) : item));
  refuse('an object');
}
function pick10(value) {
  if (typeof value !== 'object' || value === null) return value;
  if (typeof value.toJSON === 'function') return pick10(value.toJSON());
  if (Array.isArray(value)) refuse('an array');
  return {
    "enabled": (typeof value["enabled"] === 'object' ? scalar(value["enabled"]) : value["enabled"]),
    "on_voicemail": pick11(value["on_voicemail"]),
    "on_ivr": pick12(value["on_ivr"]),
    "on_unavailable": pick13(value["on_unavailable"]),
    "tuning": pick14(value["tuning"]),
  };
}
function pick11(value) {
  if (typeof value !== 'object' || value === null) return value;
  if (typeof value.toJSON === 'function') return pick11(value.toJSON());
  if (Array.isArray(value)) refuse('an array');
  return {
    "action": (typeof value["action"] === 'object' ? scalar(value["action"]) : value["action"]),
    "message": (typeof value["message"] === 'object' ? scalar(value["message"]) : value["message"]),
  };
}
function pick12(value) {
  if (typeof value !== 'object' || value === null) return value;
  if (typeof value.toJSON === 'function') return pick12(value.toJSON());
  if (Array.isArray(value)) refuse('an array');
  return {
    "action": (typeof value["action"] === 'object' ? scalar(value["action"]) : value["action"]),
  };
}
function pick13(value) {
  if (typeof value !== 'object' || value === null) return value;
  if (typeof value.toJSON === 'function') return pick13(value.toJSON());
  if (Array.isArray(value)) refuse('an array');
  return {
    "action": (typeof value["action"] === 'object' ? scalar(value["action"]) : value["action"]),
  };
}
function pick14(value) {
  if (typeof value !== 'object' || value === null) return value;
  if (typeof value.toJSON === 'function') return pick14(value.toJSON());
  if (Array.isArray(value)) refuse('an array');
  return {
    "human_speech_threshold_seconds": (typeof value["human_speech_threshold_seconds"] === 'object' ? scalar(value["human_speech_threshold_seconds"]) : value["human_speech_threshold_seconds"]),
    "no_speech_threshold_seconds": (typeof value["no_speech_threshold_seconds"] === 'object' ? scalar(value["no_speech_threshold_seconds"]) : value["no_speech_threshold_seconds"]),
    "timeout_seconds": (typeof value["timeout_seconds"] === 'object' ? scalar(value["timeout_seconds"]) : value["timeout_seconds"]),
    "classification_prompt": (typeof value["classification_prompt"] === 'object' ? scalar(value["classification_prompt"]) : value["classification_prompt"]),
  };
}
function pick15(value) {
  if (typeof value !== 'object' || value === null) return value;
  if (typeof value.toJSON === 'function') return pick15(value.toJSON());
  if (Array.isArray(value)) refuse('an array');
  return {
    "error": pick16(value["error"]),
    "request_id": (typeof value["request_id"] === 'object' ? scalar(value["request_id"]) : value["request_id"]),
  };
}
function pick16(value) {
  if (typeof value !== 'object' || value === null) return value;
  if (typeof value.toJSON === 'function') return pick16(value.toJSON());
  if (Array.isArray(value)) refuse('an array');
  return {
    "code": (typeof value["code"] === 'object' ? scalar(value["code"]) : value["code"]),
    "message": (typeof value["message"] === 'object' ? scalar(value["message"]) : value["message"]),
    "fields": pick17(value["fields"]),
    "details": value["details"],
  };
}
function pick17(value) {
  if (typeof value !== 'object' || value === null) return value;
  if (typeof value.toJSON === 'function') return pick17(value.toJSON());
  if (Array.isArray(value)) refuse('an array');
  const picked = {
  };
  for (const name of Object.keys(value)) {
    set(picked, name, (typeof value[name] === 'object' ? scalar(value[name]) : value[name]));
  }
  return picked;
}
function pick18(value) {
  if (typeof value !== 'object' || value === null) return value;
  if (typeof value.toJSON === 'function') return pick18(value.toJSON());
  if (Array.isArray(value)) refuse('an array');
  return {
    "models": pick19(value["models"]),
  };
}
function pick19(value) {
  if (typeof value !== 'object' || value === null) return value;
  if (typeof value.toJSON === 'function') return pick19(value.toJSON());
  if (Array.isArray(value)) return value.map((item) => pick20(item));
  refuse('an object');
}
function pick20(value) {
  if (typeof value !== 'object' || value === null) return value;
  if (typeof value.toJSON === 'function') return pick20(value.toJSON());
  if (Array.isArray(value)) refuse('an array');
  return {
    "provider": (typeof value["provider"] === 'object' ? scalar(value["provider"]) : value["provider"]),
    "model": (typeof value["model"] === 'object' ? scalar(value["model"]) : value["model"]),
  };
}
function pick21(value) {
  if (typeof value !== 'object' || value === null) return value;
  if (typeof value.toJSON === 'function') return pick21(value.toJSON());
  if (Array.isArray(value)) refuse('an array');
  return {
    "conversations": pick22(value["conversations"]),
    "next_cursor": (typeof value["next_cursor"] === 'object' ? scalar(value["next_cursor"]) : value["next_cursor"]),
    "has_more": (typeof value["has_more"] === 'object' ? scalar(value["has_more"]) : value["has_more"]),
  };
}
function pick22(value) {
  if (typeof value !== 'object' || value === null) return value;
  if (typeof value.toJSON === 'function') return pick22(value.toJSON());
  if (Array.isArray(value)) return value.map((item) => pick23(item));
  refuse('an object');
}
function pick23(value) {
  if (typeof value !== 'object' || value === null) return value;
  if (typeof value.toJSON === 'function') return pick23(value.toJSON());
  if (Array.isArray(value)) refuse('an array');
  return {
    "id": (typeof value["id"] === 'object' ? scalar(value["id"]) : value["id"]),
    "agent_id": (typeof value["agent_id"] === 'object' ? scalar(value["agent_id"]) : value["agent_id"]),
    "status": (typeof value["status"] === 'object' ? scalar(value["status"]) : value["status"]),
    "caller_identity": (typeof value["caller_identity"] === 'object' ? scalar(value["caller_identity"]) : value["caller_identity"]),
    "dynamic_variables": value["dynamic_variables"],
    "end_reason": (typeof value["end_reason"] === 'object' ? scalar(value["end_reason"]) : value["end_reason"]),
    "duration_seconds": (typeof value["duration_seconds"] === 'object' ? scalar(value["duration_seconds"]) : value["duration_seconds"]),
    "evaluations": pick24(value["evaluations"]),
    "extracted": value["extracted"],
    "recording_url": (typeof value["recording_url"] === 'object' ? scalar(value["recording_url"]) : value["recording_url"]),
    "created_at": (typeof value["created_at"] === 'object' ? scalar(value["created_at"]) : value["created_at"]),
    "ended_at": (typeof value["ended_at"] === 'object' ? scalar(value["ended_at"]) : value["ended_at"]),
  };
}
function pick24(value) {
  if (typeof value !== 'object' || value === null) return value;
  if (typeof value.toJSON === 'function') return pick24(value.toJSON());
  if (Array.isArray(value)) return value.map((item) => pick25(item));
  refuse('an object');
}
function pick25(value) {
  if (typeof value !== 'object' || value === null) return value;
  if (typeof value.toJSON === 'function') return pick25(value.toJSON());
  if (Array.isArray(value)) refuse('an array');
  return {
    "name": (typeof value["name"] === 'object' ? scalar(value["name"]) : value["name"]),
    "passed": (typeof value["passed"] === 'object' ? scalar(value["passed"]) : value["passed"]),
    "rationale": (typeof value["rationale"] === 'object' ? scalar(value["rationale"]) : value["rationale"]),
  };
}
function pick26(value) {
  if (typeof value !== 'object' || value === null) return value;
  if (typeof value.toJSON === 'function') return pick26(value.toJSON());
  if (Array.isArray(value)) refuse('an array');
  return {
    "messages": pick27(value["messages"]),
    "next_cursor": (typeof value["next_cursor"] === 'object' ? scalar(value["next_cursor"]) : value["next_cursor"]),
    "has_more": (typeof value["has_more"] === 'object' ? scalar(value["has_more"]) : value["has_more"]),
  };
}
function pick27(value) {
  if (typeof value !== 'object' || value === null) return value;
  if (typeof value.toJSON === 'function') return pick27(value.toJSON());
  if (Array.isArray(value)) return value.map((item) => pick28(item));
  refuse('an object');
}
function pick28(value) {
  if (typeof value !== 'object' || value === null) return value;
  if (typeof value.toJSON === 'function') return pick28(value.toJSON());
  if (Array.isArray(value)) refuse('an array');
  return {
    "id": (typeof value["id"] === 'object' ? scalar(value["id"]) : value["id"]),
    "role": (typeof value["role"] === 'object' ? scalar(value["role"]) : value["role"]),
    "text": (typeof value["text"] === 'object' ? scalar(value["text"]) : value["text"]),
  };
}
function pick29(value) {
  if (typeof value !== 'object' || value === null) return value;
  if (typeof value.toJSON === 'function') return pick29(value.toJSON());
  if (Array.isArray(value)) refuse('an array');
  return {
    "deliveries": pick30(value["deliveries"]),
    "next_cursor": (typeof value["next_cursor"] === 'object' ? scalar(value["next_cursor"]) : value["next_cursor"]),
    "has_more": (typeof value["has_more"] === 'object' ? scalar(value["has_more"]) : value["has_more"]),
  };
}
function pick30(value) {
  if (typeof value !== 'object' || value === null) return value;
  if (typeof value.toJSON === 'function') return pick30(value.toJSON());
  if (Array.isArray(value)) return value.map((item) => pick31(item));
  refuse('an object');
}
function pick31(value) {
  if (typeof value !== 'object' || value === null) return value;
  if (typeof value.toJSON === 'function') return pick31(value.toJSON());
  if (Array.isArray(value)) refuse('an array');
  return {
    "id": (typeof value["id"] === 'object' ? scalar(value["id"]) : value["id"]),
    "conversation_id": (typeof value["conversation_id"] === 'object' ? scalar(value["conversation_id"]) : value["conversation_id"]),
    "event": (typeof value["event"] === 'object' ? scalar(value["event"]) : value["event"]),
    "url": (typeof value["url"] === 'object' ? scalar(value["url"]) : value["url"]),
    "status": (typeof value["status"] === 'object' ? scalar(value["status"]) : value["status"]),
    "attempts": (typeof value["attempts"] === 'object' ? scalar(value["attempts"]) : value["attempts"]),
    "next_attempt_at": (typeof value["next_attempt_at"] === 'object' ? scalar(value["next_attempt_at"]) : value["next_attempt_at"]),
    "last_attempt_at": (typeof value["last_attempt_at"] === 'object' ? scalar(value["last_attempt_at"]) : value["last_attempt_at"]),
    "last_status_code": (typeof value["last_status_code"] === 'object' ? scalar(value["last_status_code"]) : value["last_status_code"]),
    "last_error": (typeof value["last_error"] === 'object' ? scalar(value["last_error"]) : value["last_error"]),
    "created_at": (typeof value["created_at"] === 'object' ? scalar(value["created_at"]) : value["created_at"]),
  };
}
function pick32(value) {
  if (typeof value !== 'object' || value === null) return value;
  if (typeof value.toJSON === 'function') return pick32(value.toJSON());
  if (Array.isArray(value)) refuse('an array');
  return {
    "conversation": pick23(value["conversation"]),
    "token": (typeof value["token"] === 'object' ? scalar(value["token"]) : value["token"]),
    "url": (typeof value["url"] === 'object' ? scalar(value["url"]) : value["url"]),
  };
}
function pick33(value) {
  if (typeof value !== 'object' || value === null) return value;
  if (typeof value.toJSON === 'function') return pick33(value.toJSON());
  if (Array.isArray(value)) refuse('an array');
  return {
    "memories": pick34(value["memories"]),
    "next_cursor": (typeof value["next_cursor"] === 'object' ? scalar(value["next_cursor"]) : value["next_cursor"]),
    "has_more": (typeof value["has_more"] === 'object' ? scalar(value["has_more"]) : value["has_more"]),
  };
}
function pick34(value) {
  if (typeof value !== 'object' || value === null) return value;
  if (typeof value.toJSON === 'function') return pick34(value.toJSON());
  if (Array.isArray(value)) return value.map((item) => pick35(item));
  refuse('an object');
}
function pick35(value) {
  if (typeof value !== 'object' || value === null) return value;
  if (typeof value.toJSON === 'function') return pick35(value.toJSON());
  if (Array.isArray(value)) refuse('an array');
  return {
    "id": (typeof value["id"] === 'object' ? scalar(value["id"]) : value["id"]),
    "agent_id": (typeof value["agent_id"] === 'object' ? scalar(value["agent_id"]) : value["agent_id"]),
    "caller_identity": (typeof value["caller_identity"] === 'object' ? scalar(value["caller_identity"]) : value["caller_identity"]),
    "fact": (typeof value["fact"] === 'object' ? scalar(value["fact"]) : value["fact"]),
    "confidence": (typeof value["confidence"] === 'object' ? scalar(value["confidence"]) : value["confidence"]),
    "created_at": (typeof value["created_at"] === 'object' ? scalar(value["created_at"]) : value["created_at"]),
    "source_conversation_id": (typeof value["source_conversation_id"] === 'object' ? scalar(value["source_conversation_id"]) : value["source_conversation_id"]),
  };
}
function pick36(value) {
  if (typeof value !== 'object' || value === null) return value;
  if (typeof value.toJSON === 'function') return pick36(value.toJSON());
  if (Array.isArray(value)) refuse('an array');
  return {
    "conversation": pick23(value["conversation"]),
    "dispatch": pick37(value["dispatch"]),
    "llm_api_key": (typeof value["llm_api_key"] === 'object' ? scalar(value["llm_api_key"]) : value["llm_api_key"]),
  };
}
function pick37(value) {
  if (typeof value !== 'object' || value === null) return value;
  if (typeof value.toJSON === 'function') return pick37(value.toJSON());
  if (Array.isArray(value)) refuse('an array');
  return {
    "conversation_id": (typeof value["conversation_id"] === 'object' ? scalar(value["conversation_id"]) : value["conversation_id"]),
    "agent_id": (typeof value["agent_id"] === 'object' ? scalar(value["agent_id"]) : value["agent_id"]),
    "caller_identity": (typeof value["caller_identity"] === 'object' ? scalar(value["caller_identity"]) : value["caller_identity"]),
    "language": (typeof value["language"] === 'object' ? scalar(value["language"]) : value["language"]),
    "prompt": (typeof value["prompt"] === 'object' ? scalar(value["prompt"]) : value["prompt"]),
    "first_message": (typeof value["first_message"] === 'object' ? scalar(value["first_message"]) : value["first_message"]),
    "llm": pick38(value["llm"]),
    "voice_id": (typeof value["voice_id"] === 'object' ? scalar(value["voice_id"]) : value["voice_id"]),
    "tts_speaking_rate": (typeof value["tts_speaking_rate"] === 'object' ? scalar(value["tts_speaking_rate"]) : value["tts_speaking_rate"]),
    "tts_playback_rate": (typeof value["tts_playback_rate"] === 'object' ? scalar(value["tts_playback_rate"]) : value["tts_playback_rate"]),
    "stt": (typeof value["stt"] === 'object' ? scalar(value["stt"]) : value["stt"]),
    "response_delay_seconds": (typeof value["response_delay_seconds"] === 'object' ? scalar(value["response_delay_seconds"]) : value["response_delay_seconds"]),
    "inactivity_timeout_seconds": (typeof value["inactivity_timeout_seconds"] === 'object' ? scalar(value["inactivity_timeout_seconds"]) : value["inactivity_timeout_seconds"]),
    "background_noise": pick39(value["background_noise"]),
    "amd": pick10(value["amd"]),
    "save_audio_recording": (typeof value["save_audio_recording"] === 'object' ? scalar(value["save_audio_recording"]) : value["save_audio_recording"]),
    "navigator_mode": (typeof value["navigator_mode"] === 'object' ? scalar(value["navigator_mode"]) : value["navigator_mode"]),
    "ivr_memory_enabled": (typeof value["ivr_memory_enabled"] === 'object' ? scalar(value["ivr_memory_enabled"]) : value["ivr_memory_enabled"]),
  };
}
function pick38(value) {
  if (typeof value !== 'object' || value === null) return value;
  if (typeof value.toJSON === 'function') return pick38(value.toJSON());
  if (Array.isArray(value)) refuse('an array');
  return {
    "provider": (typeof value["provider"] === 'object' ? scalar(value["provider"]) : value["provider"]),
    "model": (typeof value["model"] === 'object' ? scalar(value["model"]) : value["model"]),
    "temperature": (typeof value["temperature"] === 'object' ? scalar(value["temperature"]) : value["temperature"]),
    "base_url": (typeof value["base_url"] === 'object' ? scalar(value["base_url"]) : value["base_url"]),
    "extra_body": value["extra_body"],
  };
}
function pick39(value) {
  if (typeof value !== 'object' || value === null) return value;
  if (typeof value.toJSON === 'function') return pick39(value.toJSON());
  if (Array.isArray(value)) refuse('an array');
  return {
    "preset": (typeof value["preset"] === 'object' ? scalar(value["preset"]) : value["preset"]),
    "volume": (typeof value["volume"] === 'object' ? scalar(value["volume"]) : value["volume"]),
  };
}
function pick40(value) {
  if (typeof value !== 'object' || value === null) return value;
  if (typeof value.toJSON === 'function') return pick40(value.toJSON());
  if (Array.isArray(value)) refuse('an array');
  return {
    "voices": pick41(value["voices"]),
    "next_cursor": (typeof value["next_cursor"] === 'object' ? scalar(value["next_cursor"]) : value["next_cursor"]),
    "has_more": (typeof value["has_more"] === 'object' ? scalar(value["has_more"]) : value["has_more"]),
  };
}
function pick41(value) {
  if (typeof value !== 'object' || value === null) return value;
  if (typeof value.toJSON === 'function') return pick41(value.toJSON());
  if (Array.isArray(value)) return value.map((item) => pick42(item));
  refuse('an object');
}
function pick42(value) {
  if (typeof value !== 'object' || value === null) return value;
  if (typeof value.toJSON === 'function') return pick42(value.toJSON());
  if (Array.isArray(value)) refuse('an array');
  return {
    "id": (typeof value["id"] === 'object' ? scalar(value["id"]) : value["id"]),
    "display_name": (typeof value["display_name"] === 'object' ? scalar(value["display_name"]) : value["display_name"]),
    "gender": (typeof value["gender"] === 'object' ? scalar(value["gender"]) : value["gender"]),
    "locale": (typeof value["locale"] === 'object' ? scalar(value["locale"]) : value["locale"]),
    "type": (typeof value["type"] === 'object' ? scalar(value["type"]) : value["type"]),
    "models": pick43(value["models"]),
    "preview_audio": (typeof value["preview_audio"] === 'object' ? scalar(value["preview_audio"]) : value["preview_audio"]),
    "avatar_image": (typeof value["avatar_image"] === 'object' ? scalar(value["avatar_image"]) : value["avatar_image"]),
    "tags": pick47(value["tags"]),
  };
}
function pick43(value) {
  if (typeof value !== 'object' || value === null) return value;
  if (typeof value.toJSON === 'function') return pick43(value.toJSON());
  if (Array.isArray(value)) return value.map((item) => pick44(item));
  refuse('an object');
}
function pick44(value) {
  if (typeof value !== 'object' || value === null) return value;
  if (typeof value.toJSON === 'function') return pick44(value.toJSON());
  if (Array.isArray(value)) refuse('an array');
  return {
    "name": (typeof value["name"] === 'object' ? scalar(value["name"]) : value["name"]),
    "languages": pick45(value["languages"]),
  };
}
function pick45(value) {
  if (typeof value !== 'object' || value === null) return value;
  if (typeof value.toJSON === 'function') return pick45(value.toJSON());
  if (Array.isArray(value)) return value.map((item) => pick46(item));
  refuse('an object');
}
function pick46(value) {
  if (typeof value !== 'object' || value === null) return value;
  if (typeof value.toJSON === 'function') return pick46(value.toJSON());
  if (Array.isArray(value)) refuse('an array');
  return {
    "locale": (typeof value["locale"] === 'object' ? scalar(value["locale"]) : value["locale"]),
    "preview_audio": (typeof value["preview_audio"] === 'object' ? scalar(value["preview_audio"]) : value["preview_audio"]),
  };
}
function pick47(value) {
  if (typeof value !== 'object' || value === null) return value;
  if (typeof value.toJSON === 'function') return pick47(value.toJSON());
  if (Array.isArray(value)) return value.map((item) => (typeof item === 'object' ? scalar(item) : item));
  refuse('an object');
}
function pick48(value) {
  if (typeof value !== 'object' || value === null) return value;
  if (typeof value.toJSON === 'function') return pick48(value.toJSON());
  if (Array.isArray(value)) refuse('an array');
  return {
    "id": (typeof value["id"] === 'object' ? scalar(value["id"]) : value["id"]),
    "event": (typeof value["event"] === 'object' ? scalar(value["event"]) : value["event"]),
    "created_at": (typeof value["created_at"] === 'object' ? scalar(value["created_at"]) : value["created_at"]),
    "data": pick49(value["data"]),
  };
}
function pick49(value) {
  if (typeof value !== 'object' || value === null) return value;
  if (typeof value.toJSON === 'function') return pick49(value.toJSON());
  if (Array.isArray(value)) refuse('an array');
  return {
    "conversation": pick23(value["conversation"]),
    "messages": pick50(value["messages"]),
    "evaluations": pick24(value["evaluations"]),
    "extracted": value["extracted"],
    "recording_url": (typeof value["recording_url"] === 'object' ? scalar(value["recording_url"]) : value["recording_url"]),
  };
}
function pick50(value) {
  if (typeof value !== 'object' || value === null) return value;
  if (typeof value.toJSON === 'function') return pick50(value.toJSON());
  if (Array.isArray(value)) return value.map((item) => pick28(item));
  refuse('an object');
}
export const listAgents200 = (value) => JSON.stringify(pick0(value)) ?? 'null';
export const listAgents400 = (value) => JSON.stringify(pick15(value)) ?? 'null';
export const createAgent201 = (value) => JSON.stringify(pick2(value)) ?? 'null';
export const listLlmModels200 = (value) => JSON.stringify(pick18(value)) ?? 'null';
export const listConversations200 = (value) => JSON.stringify(pick21(value)) ?? 'null';
export const getConversation200 = (value) => JSON.stringify(pick23(value)) ?? 'null';
export const listMessages200 = (value) => JSON.stringify(pick26(value)) ?? 'null';
export const listWebhookDeliveries200 = (value) => JSON.stringify(pick29(value)) ?? 'null';
export const createConversation201 = (value) => JSON.stringify(pick32(value)) ?? 'null';
export const listMemories200 = (value) => JSON.stringify(pick33(value)) ?? 'null';
export const getWidgetConfig200 = (value) => JSON.stringify(pick3(value)) ?? 'null';
export const claimConversation200 = (value) => JSON.stringify(pick36(value)) ?? 'null';
export const listVoices200 = (value) => JSON.stringify(pick40(value)) ?? 'null';
export const conversationCompletedEvent = (value) => JSON.stringify(pick48(value)) ?? 'null';
