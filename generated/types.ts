// Made from openapi/ by `npm run generate`. Not to be edited.

export type $Read<T> = {
    readonly $read: T;
};
export type $Write<T> = {
    readonly $write: T;
};
export type Readable<T> = T extends $Write<any> ? never : T extends $Read<infer U> ? Readable<U> : T extends (infer E)[] ? Readable<E>[] : T extends object ? {
    [K in keyof T as NonNullable<T[K]> extends $Write<any> ? never : K]: Readable<T[K]>;
} : T;
export type Writable<T> = T extends $Read<any> ? never : T extends $Write<infer U> ? Writable<U> : T extends (infer E)[] ? Writable<E>[] : T extends object ? {
    [K in keyof T as NonNullable<T[K]> extends $Read<any> ? never : K]: Writable<T[K]>;
} & {
    [K in keyof T as NonNullable<T[K]> extends $Read<any> ? K : never]?: never;
} : T;
export interface paths {
    "/v1/agents": {
        parameters: {
            query?: never;
            header?: {
                /** @description The caller's own name for the request, 1 to 128 letters, digits, dots, underscores and hyphens. It is echoed and logged; anything else is replaced by a new one. */
                "X-Request-Id"?: components["parameters"]["RequestIdHeader"];
            };
            path?: never;
            cookie?: never;
        };
        /**
         * List agents
         * @description Lists the workspace's agents, newest first, a page at a time.
         */
        get: operations["listAgents"];
        put?: never;
        /**
         * Create an agent
         * @description Creates a voice agent. Only a name and a voice are required. Where the request is at fault, the answer names every field that is.
         */
        post: operations["createAgent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/agents/llm-models": {
        parameters: {
            query?: never;
            header?: {
                /** @description The caller's own name for the request, 1 to 128 letters, digits, dots, underscores and hyphens. It is echoed and logged; anything else is replaced by a new one. */
                "X-Request-Id"?: components["parameters"]["RequestIdHeader"];
            };
            path?: never;
            cookie?: never;
        };
        /**
         * List language models
         * @description Lists the pairs of provider and model that `llm_provider` and `llm_model` of an agent can be set to.
         */
        get: operations["listLlmModels"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/agents/conversations": {
        parameters: {
            query?: never;
            header?: {
                /** @description The caller's own name for the request, 1 to 128 letters, digits, dots, underscores and hyphens. It is echoed and logged; anything else is replaced by a new one. */
                "X-Request-Id"?: components["parameters"]["RequestIdHeader"];
            };
            path?: never;
            cookie?: never;
        };
        /**
         * List conversations
         * @description Lists the workspace's conversations, newest first, a page at a time. Filters go together.
         */
        get: operations["listConversations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/agents/conversations/{id}": {
        parameters: {
            query?: never;
            header?: {
                /** @description The caller's own name for the request, 1 to 128 letters, digits, dots, underscores and hyphens. It is echoed and logged; anything else is replaced by a new one. */
                "X-Request-Id"?: components["parameters"]["RequestIdHeader"];
            };
            path: {
                /** @description Id of the conversation. Malformed ids return 404. */
                id: components["parameters"]["ConversationIdPath"];
            };
            cookie?: never;
        };
        /**
         * Get a conversation
         * @description Answers one conversation.
         */
        get: operations["getConversation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/agents/conversations/{id}/end": {
        parameters: {
            query?: never;
            header?: {
                /** @description The caller's own name for the request, 1 to 128 letters, digits, dots, underscores and hyphens. It is echoed and logged; anything else is replaced by a new one. */
                "X-Request-Id"?: components["parameters"]["RequestIdHeader"];
            };
            path: {
                /** @description Id of the conversation. Malformed ids return 404. */
                id: components["parameters"]["ConversationIdPath"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End a conversation
         * @description Ends a conversation. One that has ended already stays as it is, so the request may be repeated.
         */
        post: operations["endConversation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/agents/conversations/{id}/messages": {
        parameters: {
            query?: never;
            header?: {
                /** @description The caller's own name for the request, 1 to 128 letters, digits, dots, underscores and hyphens. It is echoed and logged; anything else is replaced by a new one. */
                "X-Request-Id"?: components["parameters"]["RequestIdHeader"];
            };
            path: {
                /** @description Id of the conversation. Malformed ids return 404. */
                id: components["parameters"]["ConversationIdPath"];
            };
            cookie?: never;
        };
        /**
         * List messages
         * @description Lists what was said in a conversation, the last message first, a page at a time. Empty until it is over.
         */
        get: operations["listMessages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/agents/conversations/{id}/webhook-deliveries": {
        parameters: {
            query?: never;
            header?: {
                /** @description The caller's own name for the request, 1 to 128 letters, digits, dots, underscores and hyphens. It is echoed and logged; anything else is replaced by a new one. */
                "X-Request-Id"?: components["parameters"]["RequestIdHeader"];
            };
            path: {
                /** @description Id of the conversation. Malformed ids return 404. */
                id: components["parameters"]["ConversationIdPath"];
            };
            cookie?: never;
        };
        /**
         * List webhook deliveries
         * @description Lists how the events of a conversation fare on their way to the agent's `webhook_url`, newest first, a page at a time. Empty where the agent had none when the conversation was completed.
         */
        get: operations["listWebhookDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/agents/{id}": {
        parameters: {
            query?: never;
            header?: {
                /** @description The caller's own name for the request, 1 to 128 letters, digits, dots, underscores and hyphens. It is echoed and logged; anything else is replaced by a new one. */
                "X-Request-Id"?: components["parameters"]["RequestIdHeader"];
            };
            path: {
                /** @description Id of the agent. Malformed ids return 404. */
                id: components["parameters"]["AgentIdPath"];
            };
            cookie?: never;
        };
        /**
         * Get an agent
         * @description Answers one agent with all its settings. Secrets are never part of it.
         */
        get: operations["getAgent"];
        put?: never;
        post?: never;
        /**
         * Delete an agent
         * @description Deletes an agent for good, its stored secrets with it.
         */
        delete: operations["deleteAgent"];
        options?: never;
        head?: never;
        /**
         * Update an agent
         * @description Changes the settings that are sent and leaves the others as they are. An update that changes nothing, such as an empty object, keeps `updated_at`. Concurrent updates do not undo one another: each sets only the fields it names.
         */
        patch: operations["updateAgent"];
        trace?: never;
    };
    "/v1/agents/{id}/conversations": {
        parameters: {
            query?: never;
            header?: {
                /** @description The caller's own name for the request, 1 to 128 letters, digits, dots, underscores and hyphens. It is echoed and logged; anything else is replaced by a new one. */
                "X-Request-Id"?: components["parameters"]["RequestIdHeader"];
            };
            path: {
                /** @description Id of the agent. Malformed ids return 404. */
                id: components["parameters"]["AgentIdPath"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Start a conversation
         * @description Makes a conversation with an agent and answers what its caller needs to join it. The voice worker is dispatched when the caller joins the room.
         */
        post: operations["createConversation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/agents/{id}/memories": {
        parameters: {
            query?: never;
            header?: {
                /** @description The caller's own name for the request, 1 to 128 letters, digits, dots, underscores and hyphens. It is echoed and logged; anything else is replaced by a new one. */
                "X-Request-Id"?: components["parameters"]["RequestIdHeader"];
            };
            path: {
                /** @description Id of the agent. Malformed ids return 404. */
                id: components["parameters"]["AgentIdPath"];
            };
            cookie?: never;
        };
        /**
         * List memories
         * @description Lists what an agent remembers of its callers, newest first, a page at a time. Memories older than `memory_retention_days` are not listed, be they deleted already or not.
         */
        get: operations["listMemories"];
        put?: never;
        post?: never;
        /**
         * Forget a caller
         * @description Deletes everything that an agent remembers of one caller. It may be sent again; where there is nothing to forget, it answers the same.
         */
        delete: operations["purgeMemories"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/agents/memories/{memory_id}": {
        parameters: {
            query?: never;
            header?: {
                /** @description The caller's own name for the request, 1 to 128 letters, digits, dots, underscores and hyphens. It is echoed and logged; anything else is replaced by a new one. */
                "X-Request-Id"?: components["parameters"]["RequestIdHeader"];
            };
            path: {
                /** @description Id of the memory. Malformed ids return 404. */
                memory_id: components["parameters"]["MemoryIdPath"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete a memory
         * @description Deletes one memory for good.
         */
        delete: operations["deleteMemory"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/agents/{id}/sessions": {
        parameters: {
            query?: never;
            header?: {
                /** @description Where the page that asks comes from (RFC 6454 §7). Browsers set it by themselves. It counts only where no key is sent. */
                Origin?: components["parameters"]["OriginHeader"];
                /** @description The caller's own name for the request, 1 to 128 letters, digits, dots, underscores and hyphens. It is echoed and logged; anything else is replaced by a new one. */
                "X-Request-Id"?: components["parameters"]["RequestIdHeader"];
            };
            path: {
                /** @description Id of the agent. Malformed ids return 404. */
                id: components["parameters"]["AgentIdPath"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Start a session
         * @description Does the same as `createConversation` for visitors of a website. With a key it serves any agent of the workspace. Without one it serves public agents only: where `allowed_origins` holds any, the request's `Origin` is one of them, and where `hostname_allowlist` holds any, the hostname of that `Origin` is one of them. Sessions without a key are limited for each address they come from and for each agent.
         */
        post: operations["createSession"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/agents/{id}/widget-config": {
        parameters: {
            query?: never;
            header?: {
                /** @description Where the page that asks comes from (RFC 6454 §7). Browsers set it by themselves. It counts only where no key is sent. */
                Origin?: components["parameters"]["OriginHeader"];
                /** @description The caller's own name for the request, 1 to 128 letters, digits, dots, underscores and hyphens. It is echoed and logged; anything else is replaced by a new one. */
                "X-Request-Id"?: components["parameters"]["RequestIdHeader"];
            };
            path: {
                /** @description Id of the agent. Malformed ids return 404. */
                id: components["parameters"]["AgentIdPath"];
            };
            cookie?: never;
        };
        /**
         * Read the widget's configuration
         * @description What the embedded widget looks like and says: `widget_config` of the agent. Without a key it answers for public agents only, and to pages that may start sessions with them.
         */
        get: operations["getWidgetConfig"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/worker/conversations/{id}/claim": {
        parameters: {
            query?: never;
            header?: {
                /** @description The caller's own name for the request, 1 to 128 letters, digits, dots, underscores and hyphens. It is echoed and logged; anything else is replaced by a new one. */
                "X-Request-Id"?: components["parameters"]["RequestIdHeader"];
            };
            path: {
                /** @description Id of the conversation. Malformed ids return 404. */
                id: components["parameters"]["ConversationIdPath"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Claim a conversation
         * @description Claims a conversation for the voice worker that has joined its room. The conversation becomes `active`, and the response holds everything the worker needs. Claiming again with the same `worker_id` renews the claim and returns the same settings. A claim by another worker is a 409 until the first claim expires, 60 seconds after it was last renewed unless the server is configured otherwise. A conversation that has ended is a 409.
         */
        post: operations["claimConversation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/worker/conversations/{id}/complete": {
        parameters: {
            query?: never;
            header?: {
                /** @description The caller's own name for the request, 1 to 128 letters, digits, dots, underscores and hyphens. It is echoed and logged; anything else is replaced by a new one. */
                "X-Request-Id"?: components["parameters"]["RequestIdHeader"];
            };
            path: {
                /** @description Id of the conversation. Malformed ids return 404. */
                id: components["parameters"]["ConversationIdPath"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Complete a conversation
         * @description Reports what came of a conversation. The conversation ends, if it has not, and its messages are stored, all at once or not at all. The same body again is answered with the conversation as it is; another one is a 409.
         */
        post: operations["completeConversation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/voices": {
        parameters: {
            query?: never;
            header?: {
                /** @description The caller's own name for the request, 1 to 128 letters, digits, dots, underscores and hyphens. It is echoed and logged; anything else is replaced by a new one. */
                "X-Request-Id"?: components["parameters"]["RequestIdHeader"];
            };
            path?: never;
            cookie?: never;
        };
        /**
         * List voices
         * @description Lists the voice catalogue, a page at a time. Filters are applied before the pages are cut.
         */
        get: operations["listVoices"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export interface webhooks {
    "conversation.completed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A conversation was completed
         * @description Posted to the `webhook_url` of an agent once the voice worker has reported what came of a conversation, until it is
         *     answered with a status from 200 to 299 within 5 seconds. Any other answer, a redirect too, or none, is followed by
         *     another attempt: after 5 seconds, 5 minutes, 30 minutes, 2, 5, 10, 14, 20 and 24 hours, or later where `Retry-After` of a
         *     429, 502, 503 or 504 says so, up to a day. 410 ends the attempts. An event can arrive more than once, each time with the same
         *     `webhook-id`. `listWebhookDeliveries` tells how far it is.
         *
         *     It is signed as [Standard Webhooks](https://www.standardwebhooks.com) has it: HMAC-SHA256 of
         *     `webhook-id.webhook-timestamp.body`. A `webhook_secret` of `whsec_` and Base64 is the key that the Base64 stands for; of
         *     any other text the key is its UTF-8 bytes. Verify the body as it arrived, and refuse timestamps older than 5 minutes.
         */
        post: operations["conversationCompleted"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export interface components {
    schemas: {
        /**
         * Dispatch metadata
         * @description The settings a voice worker holds a conversation with: those of the agent, with every default resolved and all texts rendered. They are resolved when the conversation starts and kept until it ends. `claimConversation` returns them.
         */
        DispatchMetadata: {
            conversation_id: components["schemas"]["ConversationId"];
            agent_id: components["schemas"]["AgentId"];
            /** @description Who talks with the agent. Null where nobody was named. */
            caller_identity: components["schemas"]["CallerIdentity"] | null;
            language: components["schemas"]["LanguageCode"];
            /**
             * @description The agent's prompt with its variables rendered.
             * @example You answer the phone for Lakeside Clinic.
             */
            prompt: string;
            /**
             * @description What the agent says first, with its variables rendered.
             * @example Hello, this is Lakeside Clinic.
             */
            first_message: string;
            llm: components["schemas"]["DispatchLlm"];
            voice_id: components["schemas"]["VoiceSlug"];
            tts_speaking_rate: components["schemas"]["TtsSpeakingRate"];
            tts_playback_rate: components["schemas"]["TtsPlaybackRate"];
            stt: components["schemas"]["SttStack"];
            /**
             * Format: double
             * @description Seconds of silence after the caller's last word before the agent answers. Null where the speech recognition tells the end of a turn by itself.
             * @example 0.5
             */
            response_delay_seconds: number | null;
            /**
             * Format: int32
             * @description Seconds of silence after which the call is ended.
             * @example 30
             */
            inactivity_timeout_seconds: number;
            /** @description The sound mixed under the voice. Null is none. */
            background_noise: components["schemas"]["DispatchNoise"] | null;
            amd: components["schemas"]["Amd"];
            save_audio_recording: components["schemas"]["SaveAudioRecording"];
            navigator_mode: components["schemas"]["NavigatorMode"];
            ivr_memory_enabled: components["schemas"]["IvrMemoryEnabled"];
        };
        /**
         * @description The `next_cursor` of the page before. It is opaque and belongs to one list.
         * @example YWdlbnRzOmFnZW50XzAxazl6cTd2M21mNGg4czJjNmQweHc1dDFl
         */
        Cursor: string;
        /**
         * @description Name of this request in the logs.
         * @example req_01k9zq7v3mf4h8s2c6d0xw5t1e
         */
        RequestId: string;
        /**
         * @description Identifier of an agent: `agent_` followed by 26 characters of Crockford base32 (a UUIDv7), so that ids sort by the time of creation. No other form names an agent.
         * @example agent_01k9zq7v3mf4h8s2c6d0xw5t1e
         */
        AgentId: string;
        /**
         * @description What the agent is called in lists and dashboards. Counted in characters (Unicode code points).
         * @example Front desk
         */
        AgentName: string;
        /**
         * @description Short name for addresses and embeds: lower-case letters, digits and single hyphens. Unique within a workspace. It is chosen at creation and never changes.
         * @example front-desk
         */
        AgentSlug: string;
        /**
         * @description Instructions for the language model. May hold template variables such as `{{customer_name}}` and `{{memory}}`.
         * @example You answer the phone for a dental practice. Offer the next free appointment.
         */
        Prompt: string;
        /**
         * @description Greeting spoken word for word when a session starts, where the agent's flow includes it. May hold template variables.
         * @example Hello, this is the front desk. How can I help?
         */
        FirstMessage: string;
        /**
         * @description Language that the agent speaks and listens in, as a two-letter ISO 639-1 code in lower case.
         * @example en
         * @enum {string}
         */
        LanguageCode: "aa" | "ab" | "ae" | "af" | "ak" | "am" | "an" | "ar" | "as" | "av" | "ay" | "az" | "ba" | "be" | "bg" | "bi" | "bm" | "bn" | "bo" | "br" | "bs" | "ca" | "ce" | "ch" | "co" | "cr" | "cs" | "cu" | "cv" | "cy" | "da" | "de" | "dv" | "dz" | "ee" | "el" | "en" | "eo" | "es" | "et" | "eu" | "fa" | "ff" | "fi" | "fj" | "fo" | "fr" | "fy" | "ga" | "gd" | "gl" | "gn" | "gu" | "gv" | "ha" | "he" | "hi" | "ho" | "hr" | "ht" | "hu" | "hy" | "hz" | "ia" | "id" | "ie" | "ig" | "ii" | "ik" | "io" | "is" | "it" | "iu" | "ja" | "jv" | "ka" | "kg" | "ki" | "kj" | "kk" | "kl" | "km" | "kn" | "ko" | "kr" | "ks" | "ku" | "kv" | "kw" | "ky" | "la" | "lb" | "lg" | "li" | "ln" | "lo" | "lt" | "lu" | "lv" | "mg" | "mh" | "mi" | "mk" | "ml" | "mn" | "mr" | "ms" | "mt" | "my" | "na" | "nb" | "nd" | "ne" | "ng" | "nl" | "nn" | "no" | "nr" | "nv" | "ny" | "oc" | "oj" | "om" | "or" | "os" | "pa" | "pi" | "pl" | "ps" | "pt" | "qu" | "rm" | "rn" | "ro" | "ru" | "rw" | "sa" | "sc" | "sd" | "se" | "sg" | "si" | "sk" | "sl" | "sm" | "sn" | "so" | "sq" | "sr" | "ss" | "st" | "su" | "sv" | "sw" | "ta" | "te" | "tg" | "th" | "ti" | "tk" | "tl" | "tn" | "to" | "tr" | "ts" | "tt" | "tw" | "ty" | "ug" | "uk" | "ur" | "uz" | "ve" | "vi" | "vo" | "wa" | "wo" | "xh" | "yi" | "yo" | "za" | "zh" | "zu";
        /**
         * @description Who serves the language model. `openai` and `speechify` go with a model of the allowed table (`GET /v1/agents/llm-models`); `custom` is any endpoint that speaks the OpenAI chat protocol and needs `llm_base_url`.
         * @example openai
         * @enum {string}
         */
        LlmProvider: "openai" | "speechify" | "custom";
        /**
         * @description Name of the chat model. With `openai` and `speechify` it is one of the allowed table; with `custom` it is whatever the endpoint calls it. The empty string stands for the platform default and goes with an empty `llm_provider`.
         * @example gpt-4.1
         */
        LlmModel: string;
        /**
         * Format: uri
         * @description Address of the custom endpoint: an absolute http(s) URL without credentials and without a fragment. Required when the provider is `custom`, rejected otherwise. In production it is https and must not lead to a private network.
         * @example https://llm.example.com/v1
         */
        LlmBaseUrl: string;
        /**
         * @description Parameters handed word for word to the custom endpoint as `extra_body` of the chat request. Anything JSON can say is allowed inside, up to 64 KiB encoded. Rejection unless the provider is `custom`.
         * @example {
         *       "reasoning": {
         *         "effort": "low"
         *       }
         *     }
         */
        LlmExtraBody: {
            [key: string]: unknown;
        };
        /**
         * @description Slug of a voice of the catalogue (`GET /v1/voices`). An unknown slug is rejected.
         * @example sabrina
         */
        VoiceSlug: string;
        /**
         * Format: double
         * @description Sampling temperature of the language model, from 0 (the likeliest words) to 1 (the most varied).
         * @example 0.7
         */
        Temperature: number;
        /**
         * @description The picture on the widget.
         * @example {
         *       "type": "orb"
         *     }
         */
        WidgetAvatar: {
            /**
             * @description An animated orb or an image.
             * @example orb
             * @enum {string}
             */
            type?: "orb" | "image";
            /**
             * Format: uri-reference
             * @description Address of the image, for `image`.
             * @example https://www.example.com/avatar.png
             */
            image_url?: string;
            /**
             * @description First colour of the orb, as CSS writes it.
             * @example #2f6fed
             */
            orb_color_1?: string;
            /**
             * @description Second colour of the orb, as CSS writes it.
             * @example #9ec2ff
             */
            orb_color_2?: string;
        } & {
            [key: string]: unknown;
        };
        /**
         * @description The words on the widget.
         * @example {
         *       "start_call": "Talk to us"
         *     }
         */
        WidgetText: {
            /**
             * @description Label that starts a call.
             * @example Talk to us
             */
            start_call?: string;
            /**
             * @description Label that ends the call.
             * @example Hang up
             */
            end_call?: string;
            /**
             * @description Shown while the agent listens.
             * @example Listening
             */
            listening?: string;
            /**
             * @description Shown while the agent prepares an answer.
             * @example One moment
             */
            thinking?: string;
            /**
             * @description Shown while the agent speaks.
             * @example Speaking
             */
            speaking?: string;
        } & {
            [key: string]: unknown;
        };
        /**
         * @description Terms that a visitor accepts before the first call.
         * @example {
         *       "enabled": false
         *     }
         */
        WidgetTerms: {
            /**
             * @description Whether the terms are asked for.
             * @example true
             */
            enabled?: boolean;
            /**
             * @description The terms, in Markdown.
             * @example By starting a call you accept our [terms](https://www.example.com/terms).
             */
            content?: string;
        } & {
            [key: string]: unknown;
        };
        /**
         * @description The written conversation beside the call.
         * @example {
         *       "enabled": true
         *     }
         */
        WidgetTranscript: {
            /**
             * @description Whether it is shown.
             * @example true
             */
            enabled?: boolean;
        } & {
            [key: string]: unknown;
        };
        /**
         * @description Appearance and behaviour of the embedded widget. Every setting is optional; what is left out falls back to the widget's own default. Settings that are not listed here pass through unchanged. At most 32 KiB encoded.
         * @example {
         *       "style": "pill",
         *       "theme": "auto"
         *     }
         */
        WidgetConfig: {
            /**
             * Format: int32
             * @description Version of this configuration's form.
             * @example 1
             */
            version?: number;
            /**
             * @description Whether the widget is a labelled pill or a round button.
             * @example pill
             * @enum {string}
             */
            style?: "pill" | "fab";
            /**
             * @description Colours of the widget; `auto` follows the visitor's system.
             * @example auto
             * @enum {string}
             */
            theme?: "dark" | "light" | "auto";
            avatar?: components["schemas"]["WidgetAvatar"];
            text?: components["schemas"]["WidgetText"];
            terms?: components["schemas"]["WidgetTerms"];
            transcript?: components["schemas"]["WidgetTranscript"];
        } & {
            [key: string]: unknown;
        };
        /**
         * @description Whether the embedded widget may start sessions without an API key, within `allowed_origins` and `hostname_allowlist`. When false, only callers with a key can.
         * @example false
         */
        IsPublic: boolean;
        /**
         * @description Origins that may start public sessions, each exactly as a browser sends it: scheme, host and port where it is not the default. No path, no trailing slash, no wildcard. Kept in the browser's own spelling (lower case, default port left out, international names as punycode), duplicates removed. Empty means any origin.
         * @example [
         *       "https://www.example.com"
         *     ]
         */
        AllowedOrigins: string[];
        /**
         * @description Hostnames from which public sessions may start, compared with the hostname of the request's Origin. Bare names only: no scheme, port, path or wildcard. Kept in lower case, duplicates removed. An empty list turns the check off.
         * @example [
         *       "www.example.com"
         *     ]
         */
        HostnameAllowlist: string[];
        /**
         * @description Whether facts about each caller are kept after a call and surfaced in the next one through `{{memory}}`.
         * @example true
         */
        MemoryEnabled: boolean;
        /**
         * Format: int32
         * @description Age in days after which a memory is neither surfaced nor kept. 0 keeps memories without a limit.
         * @example 90
         */
        MemoryRetentionDays: number;
        /**
         * Format: uri-reference
         * @description Address that is told of each finished conversation: an absolute http(s) URL without credentials, or the empty string for none. In production it is https and must not lead to a private network.
         * @example https://hooks.example.com/calls
         */
        WebhookUrl: string;
        /**
         * @description Ends the call at once.
         * @example {
         *       "action": "hangup"
         *     }
         */
        AmdHangUp: {
            /**
             * @description Names this choice. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            action: "hangup";
        };
        /**
         * @description Speaks a message after the tone, then ends the call.
         * @example {
         *       "action": "leave_message",
         *       "message": "Hello {{customer_name}}, please call us back."
         *     }
         */
        AmdLeaveMessage: {
            /**
             * @description Names this choice. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            action: "leave_message";
            /**
             * @description What is spoken. May hold template variables such as `{{customer_name}}`.
             * @example Hello {{customer_name}}, please call us back.
             */
            message: string;
        };
        /**
         * @description What to do when a voicemail answers.
         * @example {
         *       "action": "hangup"
         *     }
         */
        AmdOnVoicemail: components["schemas"]["AmdHangUp"] | components["schemas"]["AmdLeaveMessage"];
        /**
         * @description What to do when a phone menu answers.
         * @example {
         *       "action": "navigate"
         *     }
         */
        AmdOnIvr: {
            /**
             * @description `proceed` talks as to a person, `hangup` ends the call, `navigate` finds a way through the menu.
             * @example navigate
             * @enum {string}
             */
            action: "proceed" | "hangup" | "navigate";
        };
        /**
         * @description What to do when the number cannot be reached.
         * @example {
         *       "action": "hangup"
         *     }
         */
        AmdOnUnavailable: {
            /**
             * @description `hangup` ends the call.
             * @example hangup
             * @enum {string}
             */
            action: "hangup";
        };
        /**
         * @description Fine adjustment of the detection. `timeout_seconds` is not below `no_speech_threshold_seconds` when both are set.
         * @example {
         *       "timeout_seconds": 15
         *     }
         */
        AmdTuning: {
            /**
             * Format: double
             * @description Speech shorter than this many seconds points to a person.
             * @example 2.5
             */
            human_speech_threshold_seconds?: number;
            /**
             * Format: double
             * @description Seconds of silence after which nobody is taken to be there.
             * @example 5
             */
            no_speech_threshold_seconds?: number;
            /**
             * Format: double
             * @description Seconds after which detection gives up and reports `uncertain`.
             * @example 15
             */
            timeout_seconds?: number;
            /**
             * @description Instructions for the model that tells the kinds of answer apart.
             * @example Tell a person from a recording by the first words.
             */
            classification_prompt?: string;
        };
        /**
         * @description Answering machine detection for outbound calls: what the agent does with each kind of answer. All four settings are sent together, whether detection is enabled or not.
         * @example {
         *       "enabled": false,
         *       "on_voicemail": {
         *         "action": "hangup"
         *       },
         *       "on_ivr": {
         *         "action": "proceed"
         *       },
         *       "on_unavailable": {
         *         "action": "hangup"
         *       }
         *     }
         */
        Amd: {
            /**
             * @description Whether detection runs at all.
             * @example true
             */
            enabled: boolean;
            on_voicemail: components["schemas"]["AmdOnVoicemail"];
            on_ivr: components["schemas"]["AmdOnIvr"];
            on_unavailable: components["schemas"]["AmdOnUnavailable"];
            tuning?: components["schemas"]["AmdTuning"];
        };
        /**
         * @description Whether each conversation is recorded.
         * @example false
         */
        SaveAudioRecording: boolean;
        /**
         * @description Tunes turn taking for finding a way through phone menus: longer waits, no interrupting. The goal itself belongs in the prompt.
         * @example false
         */
        NavigatorMode: boolean;
        /**
         * @description Whether outbound calls look up what is already known of a phone menu. Switched off, every call starts cold.
         * @example true
         */
        IvrMemoryEnabled: boolean;
        /**
         * Format: double
         * @description Speed at which the voice speaks: 0.5 is half, 1 the voice as it is, 2 double. Shapes the speech while it is made. Null leaves the voice's own rate.
         * @example 1.1
         */
        TtsSpeakingRate: number | null;
        /**
         * Format: double
         * @description Stretches the finished audio evenly, pitch kept, pauses included. Null leaves it as it is.
         * @example 1
         */
        TtsPlaybackRate: number | null;
        /**
         * Format: double
         * @description Seconds of silence after the caller's last word before the agent answers. Not used by speech recognition that tells the end of a turn by itself (`flux`, `gpt-realtime-whisper`). Null takes the default: 0.5, or 0.75 in navigator mode.
         * @example 0.5
         */
        ResponseDelaySeconds: number | null;
        /**
         * Format: int32
         * @description Seconds of silence after which a call is ended. 0 clears the setting, so that the platform default holds.
         * @example 30
         */
        InactivityTimeoutSeconds: number;
        /**
         * @description Ambient sound mixed under the voice.
         * @example office
         * @enum {string}
         */
        BackgroundNoisePreset: "office" | "cafe" | "city" | "forest" | "crowded_room" | "keyboard_typing" | "hold_music";
        /**
         * Format: double
         * @description Loudness of the ambient sound, from 0 to 1. Ignored while no preset is set.
         * @example 0.3
         */
        BackgroundNoiseVolume: number;
        /**
         * @description Speech recognition other than the default: `whisper-v3` pins Whisper Large V3, `flux` is Deepgram Flux with semantic end-of-turn detection, `gpt-realtime-whisper` is OpenAI's streaming recognition.
         * @example flux
         * @enum {string}
         */
        SttStack: "whisper-v3" | "flux" | "gpt-realtime-whisper";
        /**
         * Agent
         * @description A voice agent with all its settings. Every property is always present.
         */
        Agent: {
            id: $Read<components["schemas"]["AgentId"]>;
            name: components["schemas"]["AgentName"];
            slug: components["schemas"]["AgentSlug"];
            prompt: components["schemas"]["Prompt"];
            first_message: components["schemas"]["FirstMessage"];
            language: components["schemas"]["LanguageCode"];
            /** @description Who serves the language model. Null is the platform default, chosen when a call is dispatched. */
            llm_provider: components["schemas"]["LlmProvider"] | null;
            /** @description Name of the chat model. Null is the platform default, chosen when a call is dispatched. */
            llm_model: components["schemas"]["LlmModel"] | null;
            /** @description Address of the custom endpoint. Null unless the provider is `custom`. */
            llm_base_url: components["schemas"]["LlmBaseUrl"] | null;
            /**
             * @description Whether a key is stored for the custom endpoint.
             * @example false
             */
            llm_api_key_set: $Read<boolean>;
            /** @description Parameters handed word for word to the custom endpoint. Null unless the provider is `custom`. */
            llm_extra_body: components["schemas"]["LlmExtraBody"] | null;
            voice_id: components["schemas"]["VoiceSlug"];
            temperature: components["schemas"]["Temperature"];
            widget_config: components["schemas"]["WidgetConfig"];
            is_public: components["schemas"]["IsPublic"];
            allowed_origins: components["schemas"]["AllowedOrigins"];
            /** @description Hostnames from which public sessions may start. Null when the check is off. */
            hostname_allowlist: components["schemas"]["HostnameAllowlist"] | null;
            memory_enabled: components["schemas"]["MemoryEnabled"];
            memory_retention_days: components["schemas"]["MemoryRetentionDays"];
            webhook_url: components["schemas"]["WebhookUrl"];
            /**
             * @description Whether a secret is stored that signs the webhook.
             * @example false
             */
            webhook_secret_set: $Read<boolean>;
            amd: components["schemas"]["Amd"];
            save_audio_recording: components["schemas"]["SaveAudioRecording"];
            navigator_mode: components["schemas"]["NavigatorMode"];
            ivr_memory_enabled: components["schemas"]["IvrMemoryEnabled"];
            tts_speaking_rate: components["schemas"]["TtsSpeakingRate"];
            tts_playback_rate: components["schemas"]["TtsPlaybackRate"];
            response_delay_seconds: components["schemas"]["ResponseDelaySeconds"];
            /** @description Seconds of silence after which a call is ended. Null is the platform default. */
            inactivity_timeout_seconds: components["schemas"]["InactivityTimeoutSeconds"] | null;
            /** @description Ambient sound mixed under the voice. Null is none. */
            background_noise_preset: components["schemas"]["BackgroundNoisePreset"] | null;
            /** @description Loudness of the ambient sound. Null while no preset is set or no loudness was chosen. */
            background_noise_volume: components["schemas"]["BackgroundNoiseVolume"] | null;
            /** @description Speech recognition other than the default. Null is the default, `whisper-v3`. */
            stt_override: components["schemas"]["SttStack"] | null;
            /**
             * Format: date-time
             * @description Moment of creation, RFC 3339 in UTC with milliseconds.
             * @example 2026-11-20T09:30:00.000Z
             */
            created_at: $Read<string>;
            /**
             * Format: date-time
             * @description Moment of the last change, RFC 3339 in UTC with milliseconds. It never goes back.
             * @example 2026-11-20T09:30:00.000Z
             */
            updated_at: $Read<string>;
        };
        /**
         * @description What to send as `cursor` for the next page. Null on the last page.
         * @example null
         */
        NextCursor: components["schemas"]["Cursor"] | null;
        /**
         * @description Whether another page follows.
         * @example false
         */
        HasMore: boolean;
        /**
         * Page of agents
         * @description One page of a workspace's agents, newest first.
         */
        AgentList: {
            /**
             * @description The agents of this page.
             * @example []
             */
            agents: components["schemas"]["Agent"][];
            next_cursor: components["schemas"]["NextCursor"];
            has_more: components["schemas"]["HasMore"];
        };
        /**
         * @description Kind of error. The list can grow; an unknown code is to be treated by its status.
         * @example validation_failed
         * @enum {string}
         */
        ErrorCode: "bad_request" | "validation_failed" | "unauthorized" | "forbidden" | "not_found" | "agent_not_found" | "conversation_not_found" | "memory_not_found" | "method_not_allowed" | "conflict" | "idempotency_conflict" | "precondition_failed" | "payload_too_large" | "unsupported_media_type" | "rate_limited" | "internal_error" | "service_unavailable";
        /**
         * What went wrong
         * @description What went wrong and, where the request is at fault, where.
         */
        ErrorDetail: {
            code: components["schemas"]["ErrorCode"];
            /**
             * @description A sentence for people. Programs go by `code`.
             * @example The request has 1 invalid field.
             */
            message: string;
            /**
             * @description Every invalid field, by its path in the request (`amd.on_voicemail.message`, `allowed_origins[2]`, `limit`), with a short sentence each. Of more than 100 the first 100 are listed, and `message` says that there are more. Long names and paths are cut, which `…` marks.
             * @example {
             *       "temperature": "must be at most 1"
             *     }
             */
            fields?: {
                [key: string]: string;
            };
            /**
             * @description Further facts for programs, by code.
             * @example {
             *       "limit_bytes": 1048576
             *     }
             */
            details?: {
                [key: string]: unknown;
            };
        };
        /**
         * Error
         * @description The answer to every request that does not succeed.
         */
        Error: {
            error: components["schemas"]["ErrorDetail"];
            request_id: components["schemas"]["RequestId"];
        };
        /**
         * @description Who serves the language model. The empty string or null, together with an empty `llm_model`, selects the platform default.
         * @example openai
         */
        LlmProviderSetting: components["schemas"]["LlmProvider"] | "" | null;
        /**
         * @description Bearer key for the custom endpoint, in visible ASCII. Stored encrypted and never returned; `llm_api_key_set` tells whether there is one. The empty string means no key. A value is rejected unless the provider is `custom`.
         * @example not-a-real-key
         */
        LlmApiKey: string;
        /**
         * @description Secret that signs the webhook (HMAC-SHA256). Stored encrypted and never returned; `webhook_secret_set` tells whether there is one. The empty string means no secret. `whsec_` and Base64 of 24 to 64 random bytes is what the libraries of Standard Webhooks expect; of any other text the UTF-8 bytes are the key.
         * @example whsec_bm90LWEtcmVhbC1zZWNyZXQtYXQtYWxs
         */
        WebhookSecret: string;
        /**
         * @description Ambient sound mixed under the voice. The empty string or null turns it off and clears `background_noise_volume`.
         * @example office
         */
        BackgroundNoisePresetSetting: components["schemas"]["BackgroundNoisePreset"] | "" | null;
        /**
         * Create agent request
         * @description Settings of a new agent. Two are required; the others have the defaults shown. Every field that a response can show as null accepts null, which means not set. An unknown property is rejected.
         * @example {
         *       "name": "Front desk",
         *       "voice_id": "sabrina"
         *     }
         */
        CreateAgentRequest: {
            name: components["schemas"]["AgentName"];
            /** @description Short name for addresses and embeds, unique within the workspace: lower-case letters, digits and single hyphens. Left out, it is made from the name and six random characters. It never changes afterwards. */
            slug?: components["schemas"]["AgentSlug"];
            /** @default  */
            prompt?: components["schemas"]["Prompt"];
            /** @default  */
            first_message?: components["schemas"]["FirstMessage"];
            /** @default en */
            language?: components["schemas"]["LanguageCode"];
            /** @default  */
            llm_provider?: components["schemas"]["LlmProviderSetting"];
            /**
             * @description Name of the chat model. The empty string or null, together with an empty `llm_provider`, selects the platform default.
             * @default
             */
            llm_model?: components["schemas"]["LlmModel"] | null;
            /**
             * @description Address of the custom endpoint. Null means none. Any other value is rejected unless the provider is `custom`.
             * @default null
             */
            llm_base_url?: components["schemas"]["LlmBaseUrl"] | null;
            llm_api_key?: $Write<components["schemas"]["LlmApiKey"]>;
            /**
             * @description Parameters handed word for word to the custom endpoint. Null means none. Any other value is rejected unless the provider is `custom`.
             * @default null
             */
            llm_extra_body?: components["schemas"]["LlmExtraBody"] | null;
            voice_id: components["schemas"]["VoiceSlug"];
            /** @default 0.7 */
            temperature?: components["schemas"]["Temperature"];
            /** @default {} */
            widget_config?: components["schemas"]["WidgetConfig"];
            /** @default false */
            is_public?: components["schemas"]["IsPublic"];
            /** @default [] */
            allowed_origins?: components["schemas"]["AllowedOrigins"];
            /**
             * @description Hostnames from which public sessions may start. An empty list or null turns the check off.
             * @default null
             */
            hostname_allowlist?: components["schemas"]["HostnameAllowlist"] | null;
            /** @default false */
            memory_enabled?: components["schemas"]["MemoryEnabled"];
            /** @default 90 */
            memory_retention_days?: components["schemas"]["MemoryRetentionDays"];
            /** @default  */
            webhook_url?: components["schemas"]["WebhookUrl"];
            webhook_secret?: $Write<components["schemas"]["WebhookSecret"]>;
            /**
             * @default {
             *       "enabled": false,
             *       "on_voicemail": {
             *         "action": "hangup"
             *       },
             *       "on_ivr": {
             *         "action": "proceed"
             *       },
             *       "on_unavailable": {
             *         "action": "hangup"
             *       }
             *     }
             */
            amd?: components["schemas"]["Amd"];
            /** @default false */
            save_audio_recording?: components["schemas"]["SaveAudioRecording"];
            /** @default false */
            navigator_mode?: components["schemas"]["NavigatorMode"];
            /**
             * @description Whether outbound calls look up what is already known of a phone menu. Null is the default, true.
             * @default true
             */
            ivr_memory_enabled?: components["schemas"]["IvrMemoryEnabled"] | null;
            /** @default null */
            tts_speaking_rate?: components["schemas"]["TtsSpeakingRate"];
            /** @default null */
            tts_playback_rate?: components["schemas"]["TtsPlaybackRate"];
            /** @default null */
            response_delay_seconds?: components["schemas"]["ResponseDelaySeconds"];
            /**
             * @description Seconds of silence after which a call is ended. 0 or null selects the platform default.
             * @default 0
             */
            inactivity_timeout_seconds?: components["schemas"]["InactivityTimeoutSeconds"] | null;
            /** @default  */
            background_noise_preset?: components["schemas"]["BackgroundNoisePresetSetting"];
            /**
             * @description Loudness of the ambient sound, from 0 to 1. Ignored while no preset is set. Null means no choice.
             * @default null
             */
            background_noise_volume?: components["schemas"]["BackgroundNoiseVolume"] | null;
            /**
             * @description Speech recognition other than the default. Null is the default, `whisper-v3`.
             * @default null
             */
            stt_override?: components["schemas"]["SttStack"] | null;
        };
        /**
         * Allowed model
         * @description A model that a provider serves.
         */
        AllowedLlmModel: {
            /**
             * @description The value for `llm_provider`.
             * @example openai
             * @enum {string}
             */
            provider: "openai" | "speechify";
            /**
             * @description The value for `llm_model`.
             * @example gpt-4.1
             */
            model: string;
        };
        /**
         * Allowed models
         * @description The pairs of provider and model that an agent can be set to, `custom` aside.
         */
        LlmModelTable: {
            /**
             * @description One entry a pair.
             * @example [
             *       {
             *         "provider": "openai",
             *         "model": "gpt-4.1"
             *       }
             *     ]
             */
            models: components["schemas"]["AllowedLlmModel"][];
        };
        /**
         * @description State of a conversation: `pending` until a voice worker claims it, `active` until it ends, then `completed`, or `failed` if it ended by an error.
         * @example pending
         * @enum {string}
         */
        ConversationStatus: "pending" | "active" | "completed" | "failed";
        /**
         * @description Identifies the person who talks with the agent, in a form your own system chooses. Memories belong to an agent and a caller identity. Anyone can name any caller when they start a session with a public agent, and the agent then knows that caller's memories. Choose identities that cannot be guessed for public agents.
         * @example customer-4711
         */
        CallerIdentity: string;
        /**
         * @description Identifier of a conversation: `conv_` followed by 26 characters of Crockford base32 (a UUIDv7), so that ids sort by the time of creation. No other form names a conversation.
         * @example conv_01k9zq8a5tf7g9h3k2m4n6p8q0
         */
        ConversationId: string;
        /**
         * @description Values of the template variables in the agent's texts, by name. Any JSON value is allowed. A text renders as it is, any other value as its JSON text. A variable without a value renders empty. `memory` always renders what the agent remembers of the caller. At most 32 KiB encoded.
         * @example {
         *       "clinic_name": "Lakeside Clinic",
         *       "open_hours": [
         *         9,
         *         17
         *       ]
         *     }
         */
        DynamicVariables: {
            [key: string]: unknown;
        };
        /**
         * @description Why a conversation ended, such as `caller_hung_up`.
         * @example caller_hung_up
         */
        EndReason: string;
        /**
         * Format: double
         * @description How long the conversation lasted, in seconds.
         * @example 250.25
         */
        DurationSeconds: number;
        /** @description How the conversation did by one measure. */
        Evaluation: {
            /**
             * @description Name of the measure.
             * @example booked_an_appointment
             */
            name: string;
            /**
             * @description Whether it was met.
             * @example true
             */
            passed: boolean;
            /**
             * @description Why.
             * @example The caller agreed to Monday at nine.
             */
            rationale?: string;
        };
        /**
         * @description How the conversation did, by each measure that was taken.
         * @example [
         *       {
         *         "name": "booked_an_appointment",
         *         "passed": true
         *       }
         *     ]
         */
        Evaluations: components["schemas"]["Evaluation"][];
        /**
         * @description Data that was read out of the conversation. Anything JSON can say is allowed inside.
         * @example {
         *       "appointment": "2026-11-23T09:00:00Z"
         *     }
         */
        Extracted: {
            [key: string]: unknown;
        };
        /**
         * Format: uri
         * @description Address of the recording, an http(s) URL.
         * @example https://recordings.example.com/conv_01k9zq8a5tf7g9h3k2m4n6p8q0.ogg
         */
        RecordingUrl: string;
        /**
         * Format: date-time
         * @description A moment, RFC 3339 in UTC with milliseconds.
         * @example 2026-11-20T09:30:00.000Z
         */
        Moment: string;
        /**
         * Conversation
         * @description A conversation between an agent and a caller.
         */
        Conversation: {
            id: $Read<components["schemas"]["ConversationId"]>;
            agent_id: $Read<components["schemas"]["AgentId"]>;
            status: $Read<components["schemas"]["ConversationStatus"]>;
            /** @description Who talks with the agent. Null where nobody was named. */
            caller_identity: $Read<components["schemas"]["CallerIdentity"] | null>;
            dynamic_variables: components["schemas"]["DynamicVariables"];
            /** @description Why it ended; `ended_by_api` where a request has ended it. Null while it has not. */
            end_reason: $Read<components["schemas"]["EndReason"] | null>;
            /** @description How long it lasted, in seconds. Null until the worker has reported. */
            duration_seconds: $Read<components["schemas"]["DurationSeconds"] | null>;
            evaluations: components["schemas"]["Evaluations"];
            extracted: components["schemas"]["Extracted"];
            /** @description Address of the recording. Null where there is none. */
            recording_url: $Read<components["schemas"]["RecordingUrl"] | null>;
            created_at: $Read<components["schemas"]["Moment"]>;
            /** @description When it ended. Null while it has not. */
            ended_at: $Read<components["schemas"]["Moment"] | null>;
        };
        /**
         * Page of conversations
         * @description One page of a workspace's conversations, newest first.
         */
        ConversationList: {
            /**
             * @description The conversations of this page.
             * @example []
             */
            conversations: components["schemas"]["Conversation"][];
            next_cursor: components["schemas"]["NextCursor"];
            has_more: components["schemas"]["HasMore"];
        };
        /**
         * @description Identifier of a message.
         * @example msg_01k9zq8a5tf7g9h3k2m4n6p8q0
         */
        MessageId: string;
        /**
         * @description Who said it.
         * @example caller
         * @enum {string}
         */
        MessageRole: "agent" | "caller" | "tool";
        /**
         * @description What was said, or what a tool answered.
         * @example I would like to see Dr. Lake on Monday.
         */
        MessageText: string;
        /** @description A message of a conversation. */
        Message: {
            id: $Read<components["schemas"]["MessageId"]>;
            role: components["schemas"]["MessageRole"];
            text: components["schemas"]["MessageText"];
        };
        /**
         * Page of messages
         * @description One page of a conversation's messages, the last one first.
         */
        MessageList: {
            /**
             * @description The messages of this page.
             * @example []
             */
            messages: components["schemas"]["Message"][];
            next_cursor: components["schemas"]["NextCursor"];
            has_more: components["schemas"]["HasMore"];
        };
        /**
         * @description Identifier of a delivery, and of the event it delivers: `whd_` followed by 26 characters of Crockford base32 (a UUIDv7).
         * @example whd_01k9zqa2c9fn3s7x1z5b8d0e4g
         */
        WebhookDeliveryId: string;
        /**
         * @description What has happened.
         * @example conversation.completed
         * @enum {string}
         */
        WebhookEvent: "conversation.completed";
        /**
         * @description How far a delivery is: `pending` until it is taken or given up, `delivered` once an attempt was answered with 2xx, `failed` once there will be no further attempt.
         * @example delivered
         * @enum {string}
         */
        WebhookDeliveryStatus: "pending" | "delivered" | "failed";
        /**
         * Webhook delivery
         * @description An event on its way to the agent's `webhook_url`.
         */
        WebhookDelivery: {
            id: $Read<components["schemas"]["WebhookDeliveryId"]>;
            conversation_id: $Read<components["schemas"]["ConversationId"]>;
            event: $Read<components["schemas"]["WebhookEvent"]>;
            /**
             * Format: uri-reference
             * @description Where the last attempt went, or the first one will go.
             * @example https://hooks.example.com/calls
             */
            url: $Read<string>;
            status: $Read<components["schemas"]["WebhookDeliveryStatus"]>;
            /**
             * Format: int32
             * @description How many attempts were begun.
             * @example 1
             */
            attempts: $Read<number>;
            /** @description When the next attempt is due. Null where there will be none. */
            next_attempt_at: $Read<components["schemas"]["Moment"] | null>;
            /** @description When the last attempt was begun. Null before the first one. */
            last_attempt_at: $Read<components["schemas"]["Moment"] | null>;
            /**
             * Format: int32
             * @description The status that the last attempt was answered with. Null where it was not answered.
             * @example 200
             */
            last_status_code: $Read<number | null>;
            /**
             * @description Why the last attempt did not succeed, for people. Null where it did, and before the first one.
             * @example It was answered with the status 500.
             */
            last_error: $Read<string | null>;
            created_at: $Read<components["schemas"]["Moment"]>;
        };
        /**
         * Page of webhook deliveries
         * @description One page of a conversation's webhook deliveries, newest first.
         */
        WebhookDeliveryList: {
            /**
             * @description The deliveries of this page.
             * @example []
             */
            deliveries: components["schemas"]["WebhookDelivery"][];
            next_cursor: components["schemas"]["NextCursor"];
            has_more: components["schemas"]["HasMore"];
        };
        /**
         * @description Speech recognition other than the default. The empty string or null returns to the default.
         * @example flux
         */
        SttStackSetting: components["schemas"]["SttStack"] | "" | null;
        /**
         * Update agent request
         * @description Settings to change. An omitted property stays as it is; lists and objects are replaced as a whole. Every field that a response can show as null accepts null, which clears it. An unknown property is rejected.
         * @example {
         *       "temperature": 0.4
         *     }
         */
        UpdateAgentRequest: {
            name?: components["schemas"]["AgentName"];
            prompt?: components["schemas"]["Prompt"];
            first_message?: components["schemas"]["FirstMessage"];
            language?: components["schemas"]["LanguageCode"];
            /** @description Who serves the language model. The empty string or null, together with an empty `llm_model`, returns to the platform default. If omitted, the stored provider is kept. Moving away from `custom` clears the stored base URL, key and extra body. */
            llm_provider?: components["schemas"]["LlmProviderSetting"];
            /** @description Name of the chat model. The empty string or null, together with an empty `llm_provider`, selects the platform default. */
            llm_model?: components["schemas"]["LlmModel"] | null;
            /** @description Address of the custom endpoint. Null means none. Any other value is rejected unless the provider is `custom`. */
            llm_base_url?: components["schemas"]["LlmBaseUrl"] | null;
            /** @description Bearer key for the custom endpoint, in visible ASCII. Left out, the stored key is kept; the empty string removes it; a value replaces it. Stored encrypted and never returned. */
            llm_api_key?: $Write<components["schemas"]["LlmApiKey"]>;
            /** @description Parameters handed word for word to the custom endpoint. Null means none. Any other value is rejected unless the provider is `custom`. */
            llm_extra_body?: components["schemas"]["LlmExtraBody"] | null;
            voice_id?: components["schemas"]["VoiceSlug"];
            temperature?: components["schemas"]["Temperature"];
            widget_config?: components["schemas"]["WidgetConfig"];
            is_public?: components["schemas"]["IsPublic"];
            allowed_origins?: components["schemas"]["AllowedOrigins"];
            /** @description Hostnames from which public sessions may start. An empty list or null turns the check off. */
            hostname_allowlist?: components["schemas"]["HostnameAllowlist"] | null;
            memory_enabled?: components["schemas"]["MemoryEnabled"];
            memory_retention_days?: components["schemas"]["MemoryRetentionDays"];
            webhook_url?: components["schemas"]["WebhookUrl"];
            /** @description New secret that signs the webhook. Left out, the stored secret is kept; the empty string removes it. Stored encrypted and never returned. */
            webhook_secret?: $Write<components["schemas"]["WebhookSecret"]>;
            amd?: components["schemas"]["Amd"];
            save_audio_recording?: components["schemas"]["SaveAudioRecording"];
            navigator_mode?: components["schemas"]["NavigatorMode"];
            /** @description Whether outbound calls look up what is already known of a phone menu. Null leaves it unchanged. */
            ivr_memory_enabled?: components["schemas"]["IvrMemoryEnabled"] | null;
            tts_speaking_rate?: components["schemas"]["TtsSpeakingRate"];
            /**
             * @description True sets `tts_speaking_rate` to null, whatever value stands beside it. False does nothing.
             * @example true
             */
            clear_tts_speaking_rate?: $Write<boolean>;
            tts_playback_rate?: components["schemas"]["TtsPlaybackRate"];
            /**
             * @description True sets `tts_playback_rate` to null, whatever value stands beside it. False does nothing.
             * @example true
             */
            clear_tts_playback_rate?: $Write<boolean>;
            response_delay_seconds?: components["schemas"]["ResponseDelaySeconds"];
            /**
             * @description True sets `response_delay_seconds` to null, whatever value stands beside it. False does nothing.
             * @example true
             */
            clear_response_delay_seconds?: $Write<boolean>;
            /** @description Seconds of silence after which a call is ended. 0 or null selects the platform default. */
            inactivity_timeout_seconds?: components["schemas"]["InactivityTimeoutSeconds"] | null;
            background_noise_preset?: components["schemas"]["BackgroundNoisePresetSetting"];
            /** @description Loudness of the ambient sound, from 0 to 1. Ignored while no preset is set. Null means no choice. */
            background_noise_volume?: components["schemas"]["BackgroundNoiseVolume"] | null;
            stt_override?: components["schemas"]["SttStackSetting"];
        };
        /**
         * New conversation
         * @description Who calls and what the agent's texts are to be filled with. All of it may be left out.
         */
        CreateConversationRequest: {
            user_identity?: components["schemas"]["CallerIdentity"];
            dynamic_variables?: components["schemas"]["DynamicVariables"];
        };
        /**
         * Session of a conversation
         * @description A conversation and what its caller needs to join it.
         */
        ConversationSession: {
            conversation: components["schemas"]["Conversation"];
            /**
             * @description A LiveKit access token (JWT) for the room of the conversation, valid for 10 minutes. Its room configuration dispatches the voice worker. The metadata of the dispatch is the JSON text of `conversation_id` and `agent_id` and nothing else: callers can read their own token.
             * @example eyJhbGciOiJIUzI1NiJ9.e30.c2lnbmF0dXJl
             */
            token: $Read<string>;
            /**
             * Format: uri
             * @description Address of the LiveKit server.
             * @example ws://localhost:7880
             */
            url: $Read<string>;
        };
        /**
         * @description Identifier of a memory: `memory_` followed by 26 characters of Crockford base32 (a UUIDv7). No other form names a memory.
         * @example memory_01k9zq9b6vh8jadm5p7r9t1w3y
         */
        MemoryId: string;
        /**
         * @description Something about the caller that is worth knowing in the next call, in one sentence.
         * @example Prefers appointments on Monday mornings.
         */
        Fact: string;
        /**
         * Format: double
         * @description How sure it is, from 0 to 1.
         * @example 0.9
         */
        Confidence: number;
        /**
         * Memory
         * @description A fact about a caller that one agent remembers.
         */
        Memory: {
            id: $Read<components["schemas"]["MemoryId"]>;
            agent_id: $Read<components["schemas"]["AgentId"]>;
            caller_identity: $Read<components["schemas"]["CallerIdentity"]>;
            fact: $Read<components["schemas"]["Fact"]>;
            confidence: $Read<components["schemas"]["Confidence"]>;
            created_at: $Read<components["schemas"]["Moment"]>;
            source_conversation_id?: $Read<components["schemas"]["ConversationId"]>;
        };
        /**
         * Page of memories
         * @description One page of what an agent remembers, newest first.
         */
        MemoryList: {
            /**
             * @description The memories of this page.
             * @example []
             */
            memories: components["schemas"]["Memory"][];
            next_cursor: components["schemas"]["NextCursor"];
            has_more: components["schemas"]["HasMore"];
        };
        /**
         * @description Name of a voice worker, chosen by the worker. It must be unique among the workers of a server, such as the name of its process, and the same when the worker claims again.
         * @example worker-eu-1/4711
         */
        WorkerId: string;
        /**
         * Claim of a conversation
         * @description The worker that claims a conversation.
         */
        ClaimConversationRequest: {
            worker_id: components["schemas"]["WorkerId"];
        };
        /** @description The language model that the worker asks. */
        DispatchLlm: {
            provider: components["schemas"]["LlmProvider"];
            model: components["schemas"]["LlmModel"];
            temperature: components["schemas"]["Temperature"];
            /** @description Address of the custom endpoint. Null unless the provider is `custom`. */
            base_url: components["schemas"]["LlmBaseUrl"] | null;
            /** @description Parameters handed word for word to the custom endpoint. Null unless the provider is `custom`. */
            extra_body: components["schemas"]["LlmExtraBody"] | null;
        };
        /** @description A sound and how loud it is. */
        DispatchNoise: {
            preset: components["schemas"]["BackgroundNoisePreset"];
            volume: components["schemas"]["BackgroundNoiseVolume"];
        };
        /**
         * Claimed conversation
         * @description A conversation, and everything a voice worker needs to hold it.
         */
        ClaimedConversation: {
            conversation: components["schemas"]["Conversation"];
            dispatch: components["schemas"]["DispatchMetadata"];
            /**
             * @description Bearer key for the custom endpoint in `dispatch.llm.base_url`. Null unless the provider is `custom` and the agent still has this endpoint and a key for it.
             * @example not-a-real-key
             */
            llm_api_key: string | null;
        };
        /** @description A message as the worker reports it. */
        SpokenMessage: {
            role: components["schemas"]["MessageRole"];
            text: components["schemas"]["MessageText"];
        };
        /** @description A fact as the worker reports it. Without a confidence it is certain. */
        LearnedFact: {
            fact: components["schemas"]["Fact"];
            confidence?: components["schemas"]["Confidence"];
        };
        /**
         * Completion of a conversation
         * @description What the voice worker reports when a conversation is over.
         */
        CompleteConversationRequest: {
            /**
             * @description Whether it ended as it should, or by an error.
             * @default completed
             * @example completed
             * @enum {string}
             */
            status?: "completed" | "failed";
            end_reason: components["schemas"]["EndReason"];
            duration_seconds: components["schemas"]["DurationSeconds"];
            /**
             * @description What was said, in order.
             * @example [
             *       {
             *         "role": "agent",
             *         "text": "Hello, this is Lakeside Clinic."
             *       }
             *     ]
             */
            messages: components["schemas"]["SpokenMessage"][];
            evaluations?: components["schemas"]["Evaluations"];
            extracted?: components["schemas"]["Extracted"];
            recording_url?: components["schemas"]["RecordingUrl"];
            /**
             * @description What is worth remembering of the caller. It becomes memories where the agent has `memory_enabled` and the conversation has a `caller_identity`; else it is passed over.
             * @example [
             *       {
             *         "fact": "Prefers appointments on Monday mornings.",
             *         "confidence": 0.9
             *       }
             *     ]
             */
            facts?: components["schemas"]["LearnedFact"][];
        };
        /**
         * @description Whether everybody can use the voice or only its owner.
         * @example shared
         * @enum {string}
         */
        VoiceType: "shared" | "personal";
        /**
         * @description Language and region as a BCP 47 tag.
         * @example en-US
         */
        Locale: string;
        /**
         * @description How the voice sounds.
         * @example female
         * @enum {string}
         */
        VoiceGender: "male" | "female" | "not_specified";
        /**
         * @description Name of a speech model.
         * @example simba-english
         */
        SpeechModelName: string;
        /**
         * Language of a voice
         * @description A language in which the voice speaks.
         */
        VoiceLanguage: {
            locale: components["schemas"]["Locale"];
            /**
             * Format: uri
             * @description Address of a sample in this language.
             * @example https://voices.example.com/sabrina/en-US.mp3
             */
            preview_audio?: string;
        };
        /**
         * Speech model of a voice
         * @description A speech model and the languages in which it speaks with the voice.
         */
        VoiceModel: {
            name: components["schemas"]["SpeechModelName"];
            /**
             * @description Languages of this voice in this model.
             * @example [
             *       {
             *         "locale": "en-US"
             *       },
             *       {
             *         "locale": "de-DE"
             *       }
             *     ]
             */
            languages: components["schemas"]["VoiceLanguage"][];
        };
        /**
         * Voice
         * @description A voice of the catalogue.
         */
        Voice: {
            /** @description Slug of the voice, the value for `voice_id` of an agent. */
            id: components["schemas"]["VoiceSlug"];
            /**
             * @description Name to show.
             * @example Sabrina
             */
            display_name: string;
            gender: components["schemas"]["VoiceGender"];
            locale: components["schemas"]["Locale"];
            type: components["schemas"]["VoiceType"];
            /**
             * @description Speech models that can speak with this voice.
             * @example [
             *       {
             *         "name": "simba-english",
             *         "languages": [
             *           {
             *             "locale": "en-US"
             *           }
             *         ]
             *       }
             *     ]
             */
            models: components["schemas"]["VoiceModel"][];
            /**
             * Format: uri
             * @description Address of a sample to listen to.
             * @example https://voices.example.com/sabrina/preview.mp3
             */
            preview_audio?: string;
            /**
             * Format: uri
             * @description Address of a picture.
             * @example https://voices.example.com/sabrina/avatar.png
             */
            avatar_image?: string;
            /**
             * @description Words that describe the voice.
             * @example [
             *       "warm",
             *       "conversational"
             *     ]
             */
            tags?: string[];
        };
        /**
         * Page of voices
         * @description One page of the voice catalogue.
         */
        VoiceList: {
            /**
             * @description The voices of this page.
             * @example [
             *       {
             *         "id": "sabrina",
             *         "display_name": "Sabrina",
             *         "gender": "female",
             *         "locale": "en-US",
             *         "type": "shared",
             *         "models": [
             *           {
             *             "name": "simba-english",
             *             "languages": [
             *               {
             *                 "locale": "en-US"
             *               }
             *             ]
             *           }
             *         ]
             *       }
             *     ]
             */
            voices: components["schemas"]["Voice"][];
            next_cursor: components["schemas"]["NextCursor"];
            has_more: components["schemas"]["HasMore"];
        };
        /**
         * A conversation was completed
         * @description What is posted to the `webhook_url` of an agent when a conversation with it was completed.
         * @example {
         *       "id": "whd_01k9zqa2c9fn3s7x1z5b8d0e4g",
         *       "event": "conversation.completed",
         *       "created_at": "2026-11-20T09:34:10.250Z",
         *       "data": {
         *         "conversation": {
         *           "id": "conv_01k9zq8a5tf7g9h3k2m4n6p8q0",
         *           "agent_id": "agent_01k9zq7v3mf4h8s2c6d0xw5t1e",
         *           "status": "completed",
         *           "caller_identity": "customer-4711",
         *           "dynamic_variables": {
         *             "customer_name": "Ada"
         *           },
         *           "end_reason": "caller_hung_up",
         *           "duration_seconds": 250.25,
         *           "evaluations": [
         *             {
         *               "name": "booked_an_appointment",
         *               "passed": true,
         *               "rationale": "The caller agreed to Monday at nine."
         *             }
         *           ],
         *           "extracted": {
         *             "appointment": "2026-11-23T09:00:00Z"
         *           },
         *           "recording_url": "https://recordings.example.com/conv_01k9zq8a5tf7g9h3k2m4n6p8q0.ogg",
         *           "created_at": "2026-11-20T09:30:00.000Z",
         *           "ended_at": "2026-11-20T09:34:10.250Z"
         *         },
         *         "messages": [
         *           {
         *             "id": "msg_01k9zq9b6vh8jadm5p7r9t1w3y",
         *             "role": "agent",
         *             "text": "Hello, this is Lakeside Clinic. How can I help?"
         *           },
         *           {
         *             "id": "msg_01k9zq9b6vh8jadm5p7r9t1w3z",
         *             "role": "caller",
         *             "text": "I would like to see Dr. Lake on Monday."
         *           }
         *         ],
         *         "evaluations": [
         *           {
         *             "name": "booked_an_appointment",
         *             "passed": true,
         *             "rationale": "The caller agreed to Monday at nine."
         *           }
         *         ],
         *         "extracted": {
         *           "appointment": "2026-11-23T09:00:00Z"
         *         },
         *         "recording_url": "https://recordings.example.com/conv_01k9zq8a5tf7g9h3k2m4n6p8q0.ogg"
         *       }
         *     }
         */
        ConversationCompletedEvent: {
            id: $Read<components["schemas"]["WebhookDeliveryId"]>;
            /**
             * @description What has happened.
             * @example conversation.completed
             * @constant
             */
            event: "conversation.completed";
            created_at: $Read<components["schemas"]["Moment"]>;
            /** @description The conversation as it was when it was completed. */
            data: {
                conversation: components["schemas"]["Conversation"];
                /**
                 * @description What was said, in order.
                 * @example [
                 *       {
                 *         "id": "msg_01k9zq8a5tf7g9h3k2m4n6p8q0",
                 *         "role": "agent",
                 *         "text": "Hello, this is Lakeside Clinic."
                 *       }
                 *     ]
                 */
                messages: components["schemas"]["Message"][];
                evaluations: components["schemas"]["Evaluations"];
                extracted: components["schemas"]["Extracted"];
                /** @description Address of the recording. Null where there is none. */
                recording_url: $Read<components["schemas"]["RecordingUrl"] | null>;
            };
        };
    };
    responses: {
        /** @description The request could not be decoded (`bad_request`), or fields of it are at fault (`validation_failed`): then `fields` names every one of them. */
        BadRequest: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The API key is missing, unknown, expired or revoked. */
        Unauthorized: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The path has no such method; `Allow` lists those it has. */
        MethodNotAllowed: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                Allow: components["headers"]["Allow"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The body is larger than 1 MiB. */
        PayloadTooLarge: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The body is not `application/json`, or it is encoded in a way that is not understood. */
        UnsupportedMediaType: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description Something failed on this side. The request id leads to it in the logs. */
        InternalError: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The server, or something that it needs, is unavailable: the database is locked by another process, its disk is full, or the voice catalogue cannot be reached. Nothing was changed. Retry after `Retry-After`. */
        ServiceUnavailable: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description Another request was sent under the same `Idempotency-Key`, or the same request is still running. Nothing was changed. */
        IdempotencyConflict: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description No conversation with this id exists in the workspace. The message names the id. */
        ConversationNotFound: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description No agent with this id exists in the workspace (`agent_not_found`), or the last part of the path is neither an agent id nor another path of this API (`not_found`). The message names the id. */
        AgentOrPathNotFound: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The agent is no longer the version that `If-Match` names. Nothing was changed. */
        PreconditionFailed: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description No agent with this id exists in the workspace. The message names the id. */
        AgentNotFound: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description No memory with this id exists in the workspace. The message names the id. */
        MemoryNotFound: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The agent is public, but not for pages of this `Origin`: see `allowed_origins` and `hostname_allowlist`. Nothing was changed. */
        Forbidden: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description There were too many of these requests of late. Nothing was changed; try again after `Retry-After`. */
        TooManyRequests: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "Retry-After": components["headers"]["Retry-After"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The resource is not in the state that the request is for. Nothing was changed. */
        Conflict: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
    };
    parameters: {
        /** @description The caller's own name for the request, 1 to 128 letters, digits, dots, underscores and hyphens. It is echoed and logged; anything else is replaced by a new one. */
        RequestIdHeader: string;
        /** @description How many rows a page holds at most. A page also holds at most 4 MiB of rows, so it can be shorter than `limit` while `has_more` is true. `next_cursor` leads to the rest. */
        Limit: number;
        /** @description The `next_cursor` of the page of agents before. Left out, the list begins. */
        AgentsCursor: components["schemas"]["Cursor"];
        /** @description A name that the caller chooses for what the request creates, such as a UUID. For 24 hours the same request under the same key returns the first response and creates nothing; a token in it is new. Another request under the key, or the same request while the first one is running, returns 409. Errors are not stored: correct the request and send it under the same key. */
        IdempotencyKey: string;
        /** @description Only conversations of this agent. */
        ConversationAgentFilter: components["schemas"]["AgentId"];
        /** @description Only conversations that are this far. */
        ConversationStatusFilter: components["schemas"]["ConversationStatus"];
        /** @description Only conversations of this caller. */
        ConversationCallerFilter: components["schemas"]["CallerIdentity"];
        /** @description Only conversations created after this moment. */
        StartedAfter: string;
        /** @description Only conversations created before this moment. */
        StartedBefore: string;
        /** @description The `next_cursor` of the page of conversations before. Left out, the list begins. */
        ConversationsCursor: components["schemas"]["Cursor"];
        /** @description Id of the conversation. Malformed ids return 404. */
        ConversationIdPath: components["schemas"]["ConversationId"];
        /** @description The `next_cursor` of the page of messages before. Left out, the list begins. */
        MessagesCursor: components["schemas"]["Cursor"];
        /** @description The `next_cursor` of the page of deliveries before. Left out, the list begins. */
        WebhookDeliveriesCursor: components["schemas"]["Cursor"];
        /** @description Id of the agent. Malformed ids return 404. */
        AgentIdPath: components["schemas"]["AgentId"];
        /** @description Entity tags that the caller already has, or `*`. If the agent still has one of them the answer is 304 without a body (RFC 9110 §13.1.2). */
        IfNoneMatch: string;
        /** @description Entity tags of which the agent must still have one, or `*`. If it has changed since, nothing is done and the answer is 412 (RFC 9110 §13.1.1). */
        IfMatch: string;
        /** @description Only memories of this caller. */
        MemoryCallerFilter: components["schemas"]["CallerIdentity"];
        /** @description The `next_cursor` of the page of memories before. Left out, the list begins. */
        MemoriesCursor: components["schemas"]["Cursor"];
        /** @description The caller who is to be forgotten. */
        MemoryCaller: components["schemas"]["CallerIdentity"];
        /** @description Id of the memory. Malformed ids return 404. */
        MemoryIdPath: components["schemas"]["MemoryId"];
        /** @description Where the page that asks comes from (RFC 6454 §7). Browsers set it by themselves. It counts only where no key is sent. */
        OriginHeader: string;
        /** @description Only voices of this type. */
        VoiceTypeFilter: components["schemas"]["VoiceType"];
        /** @description Only voices whose locale begins with these subtags, compared without regard to case: `en` finds `en-US` and `en-GB`. */
        VoiceLocaleFilter: components["schemas"]["Locale"];
        /** @description Only voices of this gender. */
        VoiceGenderFilter: components["schemas"]["VoiceGender"];
        /** @description Only voices that this speech model can speak with. */
        VoiceModelFilter: components["schemas"]["SpeechModelName"];
        /** @description The `next_cursor` of the page of voices before. Left out, the list begins. */
        VoicesCursor: components["schemas"]["Cursor"];
    };
    requestBodies: never;
    headers: {
        /**
         * @description Name of this request in the logs. The caller's own, where it sent a valid one.
         * @example req_01k9zq7v3mf4h8s2c6d0xw5t1e
         */
        "X-Request-Id": components["schemas"]["RequestId"];
        /**
         * @description How to authenticate (RFC 9110 §11.6.1).
         * @example Bearer
         */
        "WWW-Authenticate": string;
        /**
         * @description Methods that the path has (RFC 9110 §10.2.1).
         * @example GET, HEAD, POST
         */
        Allow: string;
        /**
         * @description Seconds to wait before another try (RFC 9110 §10.2.3).
         * @example 5
         */
        "Retry-After": number;
        /**
         * @description Path of what was made.
         * @example /v1/agents/agent_01k9zq7v3mf4h8s2c6d0xw5t1e
         */
        Location: string;
        /**
         * @description Strong entity tag of this version of the agent (RFC 9110 §8.8.3).
         * @example "mi7c3xk0"
         */
        ETag: string;
        /**
         * @description `true` on the response of an earlier request under the same `Idempotency-Key`.
         * @example true
         */
        "Idempotent-Replayed": "true";
        /**
         * @description The response holds a credential, so no cache may store it (RFC 9111 §5.2.2.5).
         * @example no-store
         */
        "Cache-Control": "no-store";
        /**
         * @description What is left of each limit that the request counts against: `r` requests now, `t` seconds until the limit is whole again (draft-ietf-httpapi-ratelimit-headers).
         * @example "agent";r=0;t=60
         */
        RateLimit: string;
        /**
         * @description The limits that the request counts against: at most `q` requests in `w` seconds (draft-ietf-httpapi-ratelimit-headers).
         * @example "agent";q=60;w=60
         */
        "RateLimit-Policy": string;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    listAgents: {
        parameters: {
            query?: {
                /** @description How many rows a page holds at most. A page also holds at most 4 MiB of rows, so it can be shorter than `limit` while `has_more` is true. `next_cursor` leads to the rest. */
                limit?: components["parameters"]["Limit"];
                /** @description The `next_cursor` of the page of agents before. Left out, the list begins. */
                cursor?: components["parameters"]["AgentsCursor"];
            };
            header?: {
                /** @description The caller's own name for the request, 1 to 128 letters, digits, dots, underscores and hyphens. It is echoed and logged; anything else is replaced by a new one. */
                "X-Request-Id"?: components["parameters"]["RequestIdHeader"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of agents. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgentList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            405: components["responses"]["MethodNotAllowed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    createAgent: {
        parameters: {
            query?: never;
            header?: {
                /** @description The caller's own name for the request, 1 to 128 letters, digits, dots, underscores and hyphens. It is echoed and logged; anything else is replaced by a new one. */
                "X-Request-Id"?: components["parameters"]["RequestIdHeader"];
                /** @description A name that the caller chooses for what the request creates, such as a UUID. For 24 hours the same request under the same key returns the first response and creates nothing; a token in it is new. Another request under the key, or the same request while the first one is running, returns 409. Errors are not stored: correct the request and send it under the same key. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        /** @description The settings of the agent. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateAgentRequest"];
            };
        };
        responses: {
            /** @description The agent as it was created. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    Location: components["headers"]["Location"];
                    ETag: components["headers"]["ETag"];
                    /**
                     * @description `true` on the response of an earlier request under the same `Idempotency-Key`.
                     * @example true
                     */
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Agent"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            405: components["responses"]["MethodNotAllowed"];
            409: components["responses"]["IdempotencyConflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listLlmModels: {
        parameters: {
            query?: never;
            header?: {
                /** @description The caller's own name for the request, 1 to 128 letters, digits, dots, underscores and hyphens. It is echoed and logged; anything else is replaced by a new one. */
                "X-Request-Id"?: components["parameters"]["RequestIdHeader"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The allowed pairs. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LlmModelTable"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            405: components["responses"]["MethodNotAllowed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listConversations: {
        parameters: {
            query?: {
                /** @description Only conversations of this agent. */
                agent_id?: components["parameters"]["ConversationAgentFilter"];
                /** @description Only conversations that are this far. */
                status?: components["parameters"]["ConversationStatusFilter"];
                /** @description Only conversations of this caller. */
                caller_identity?: components["parameters"]["ConversationCallerFilter"];
                /** @description Only conversations created after this moment. */
                started_after?: components["parameters"]["StartedAfter"];
                /** @description Only conversations created before this moment. */
                started_before?: components["parameters"]["StartedBefore"];
                /** @description How many rows a page holds at most. A page also holds at most 4 MiB of rows, so it can be shorter than `limit` while `has_more` is true. `next_cursor` leads to the rest. */
                limit?: components["parameters"]["Limit"];
                /** @description The `next_cursor` of the page of conversations before. Left out, the list begins. */
                cursor?: components["parameters"]["ConversationsCursor"];
            };
            header?: {
                /** @description The caller's own name for the request, 1 to 128 letters, digits, dots, underscores and hyphens. It is echoed and logged; anything else is replaced by a new one. */
                "X-Request-Id"?: components["parameters"]["RequestIdHeader"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of conversations. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConversationList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            405: components["responses"]["MethodNotAllowed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getConversation: {
        parameters: {
            query?: never;
            header?: {
                /** @description The caller's own name for the request, 1 to 128 letters, digits, dots, underscores and hyphens. It is echoed and logged; anything else is replaced by a new one. */
                "X-Request-Id"?: components["parameters"]["RequestIdHeader"];
            };
            path: {
                /** @description Id of the conversation. Malformed ids return 404. */
                id: components["parameters"]["ConversationIdPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The conversation. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Conversation"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["ConversationNotFound"];
            405: components["responses"]["MethodNotAllowed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    endConversation: {
        parameters: {
            query?: never;
            header?: {
                /** @description The caller's own name for the request, 1 to 128 letters, digits, dots, underscores and hyphens. It is echoed and logged; anything else is replaced by a new one. */
                "X-Request-Id"?: components["parameters"]["RequestIdHeader"];
            };
            path: {
                /** @description Id of the conversation. Malformed ids return 404. */
                id: components["parameters"]["ConversationIdPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The conversation has ended. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["ConversationNotFound"];
            405: components["responses"]["MethodNotAllowed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listMessages: {
        parameters: {
            query?: {
                /** @description How many rows a page holds at most. A page also holds at most 4 MiB of rows, so it can be shorter than `limit` while `has_more` is true. `next_cursor` leads to the rest. */
                limit?: components["parameters"]["Limit"];
                /** @description The `next_cursor` of the page of messages before. Left out, the list begins. */
                cursor?: components["parameters"]["MessagesCursor"];
            };
            header?: {
                /** @description The caller's own name for the request, 1 to 128 letters, digits, dots, underscores and hyphens. It is echoed and logged; anything else is replaced by a new one. */
                "X-Request-Id"?: components["parameters"]["RequestIdHeader"];
            };
            path: {
                /** @description Id of the conversation. Malformed ids return 404. */
                id: components["parameters"]["ConversationIdPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of messages. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessageList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["ConversationNotFound"];
            405: components["responses"]["MethodNotAllowed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listWebhookDeliveries: {
        parameters: {
            query?: {
                /** @description How many rows a page holds at most. A page also holds at most 4 MiB of rows, so it can be shorter than `limit` while `has_more` is true. `next_cursor` leads to the rest. */
                limit?: components["parameters"]["Limit"];
                /** @description The `next_cursor` of the page of deliveries before. Left out, the list begins. */
                cursor?: components["parameters"]["WebhookDeliveriesCursor"];
            };
            header?: {
                /** @description The caller's own name for the request, 1 to 128 letters, digits, dots, underscores and hyphens. It is echoed and logged; anything else is replaced by a new one. */
                "X-Request-Id"?: components["parameters"]["RequestIdHeader"];
            };
            path: {
                /** @description Id of the conversation. Malformed ids return 404. */
                id: components["parameters"]["ConversationIdPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of deliveries. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookDeliveryList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["ConversationNotFound"];
            405: components["responses"]["MethodNotAllowed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getAgent: {
        parameters: {
            query?: never;
            header?: {
                /** @description The caller's own name for the request, 1 to 128 letters, digits, dots, underscores and hyphens. It is echoed and logged; anything else is replaced by a new one. */
                "X-Request-Id"?: components["parameters"]["RequestIdHeader"];
                /** @description Entity tags that the caller already has, or `*`. If the agent still has one of them the answer is 304 without a body (RFC 9110 §13.1.2). */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /** @description Id of the agent. Malformed ids return 404. */
                id: components["parameters"]["AgentIdPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The agent. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Agent"];
                };
            };
            /** @description The agent still has one of the entity tags in `If-None-Match`. */
            304: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["AgentOrPathNotFound"];
            405: components["responses"]["MethodNotAllowed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    deleteAgent: {
        parameters: {
            query?: never;
            header?: {
                /** @description The caller's own name for the request, 1 to 128 letters, digits, dots, underscores and hyphens. It is echoed and logged; anything else is replaced by a new one. */
                "X-Request-Id"?: components["parameters"]["RequestIdHeader"];
                /** @description Entity tags of which the agent must still have one, or `*`. If it has changed since, nothing is done and the answer is 412 (RFC 9110 §13.1.1). */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /** @description Id of the agent. Malformed ids return 404. */
                id: components["parameters"]["AgentIdPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The agent is gone. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["AgentOrPathNotFound"];
            405: components["responses"]["MethodNotAllowed"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    updateAgent: {
        parameters: {
            query?: never;
            header?: {
                /** @description The caller's own name for the request, 1 to 128 letters, digits, dots, underscores and hyphens. It is echoed and logged; anything else is replaced by a new one. */
                "X-Request-Id"?: components["parameters"]["RequestIdHeader"];
                /** @description Entity tags of which the agent must still have one, or `*`. If it has changed since, nothing is done and the answer is 412 (RFC 9110 §13.1.1). */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /** @description Id of the agent. Malformed ids return 404. */
                id: components["parameters"]["AgentIdPath"];
            };
            cookie?: never;
        };
        /** @description The settings to change. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateAgentRequest"];
            };
        };
        responses: {
            /** @description The agent after the change. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Agent"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["AgentOrPathNotFound"];
            405: components["responses"]["MethodNotAllowed"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    createConversation: {
        parameters: {
            query?: never;
            header?: {
                /** @description The caller's own name for the request, 1 to 128 letters, digits, dots, underscores and hyphens. It is echoed and logged; anything else is replaced by a new one. */
                "X-Request-Id"?: components["parameters"]["RequestIdHeader"];
                /** @description A name that the caller chooses for what the request creates, such as a UUID. For 24 hours the same request under the same key returns the first response and creates nothing; a token in it is new. Another request under the key, or the same request while the first one is running, returns 409. Errors are not stored: correct the request and send it under the same key. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Id of the agent. Malformed ids return 404. */
                id: components["parameters"]["AgentIdPath"];
            };
            cookie?: never;
        };
        /** @description Who calls, and values for the agent's texts. */
        requestBody?: {
            content: {
                "application/json": components["schemas"]["CreateConversationRequest"];
            };
        };
        responses: {
            /** @description The conversation, and what its caller needs to join it. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    Location: components["headers"]["Location"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    /**
                     * @description `true` on the response of an earlier request under the same `Idempotency-Key`.
                     * @example true
                     */
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConversationSession"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["AgentNotFound"];
            405: components["responses"]["MethodNotAllowed"];
            409: components["responses"]["IdempotencyConflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listMemories: {
        parameters: {
            query?: {
                /** @description Only memories of this caller. */
                caller_identity?: components["parameters"]["MemoryCallerFilter"];
                /** @description How many rows a page holds at most. A page also holds at most 4 MiB of rows, so it can be shorter than `limit` while `has_more` is true. `next_cursor` leads to the rest. */
                limit?: components["parameters"]["Limit"];
                /** @description The `next_cursor` of the page of memories before. Left out, the list begins. */
                cursor?: components["parameters"]["MemoriesCursor"];
            };
            header?: {
                /** @description The caller's own name for the request, 1 to 128 letters, digits, dots, underscores and hyphens. It is echoed and logged; anything else is replaced by a new one. */
                "X-Request-Id"?: components["parameters"]["RequestIdHeader"];
            };
            path: {
                /** @description Id of the agent. Malformed ids return 404. */
                id: components["parameters"]["AgentIdPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of memories. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemoryList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["AgentNotFound"];
            405: components["responses"]["MethodNotAllowed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    purgeMemories: {
        parameters: {
            query: {
                /** @description The caller who is to be forgotten. */
                caller_identity: components["parameters"]["MemoryCaller"];
            };
            header?: {
                /** @description The caller's own name for the request, 1 to 128 letters, digits, dots, underscores and hyphens. It is echoed and logged; anything else is replaced by a new one. */
                "X-Request-Id"?: components["parameters"]["RequestIdHeader"];
            };
            path: {
                /** @description Id of the agent. Malformed ids return 404. */
                id: components["parameters"]["AgentIdPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Nothing is remembered of the caller. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["AgentNotFound"];
            405: components["responses"]["MethodNotAllowed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    deleteMemory: {
        parameters: {
            query?: never;
            header?: {
                /** @description The caller's own name for the request, 1 to 128 letters, digits, dots, underscores and hyphens. It is echoed and logged; anything else is replaced by a new one. */
                "X-Request-Id"?: components["parameters"]["RequestIdHeader"];
            };
            path: {
                /** @description Id of the memory. Malformed ids return 404. */
                memory_id: components["parameters"]["MemoryIdPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The memory is gone. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["MemoryNotFound"];
            405: components["responses"]["MethodNotAllowed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    createSession: {
        parameters: {
            query?: never;
            header?: {
                /** @description Where the page that asks comes from (RFC 6454 §7). Browsers set it by themselves. It counts only where no key is sent. */
                Origin?: components["parameters"]["OriginHeader"];
                /** @description The caller's own name for the request, 1 to 128 letters, digits, dots, underscores and hyphens. It is echoed and logged; anything else is replaced by a new one. */
                "X-Request-Id"?: components["parameters"]["RequestIdHeader"];
            };
            path: {
                /** @description Id of the agent. Malformed ids return 404. */
                id: components["parameters"]["AgentIdPath"];
            };
            cookie?: never;
        };
        /** @description Who calls, and values for the agent's texts. */
        requestBody?: {
            content: {
                "application/json": components["schemas"]["CreateConversationRequest"];
            };
        };
        responses: {
            /** @description The conversation, and what its caller needs to join it. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    Location: components["headers"]["Location"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConversationSession"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["AgentNotFound"];
            405: components["responses"]["MethodNotAllowed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getWidgetConfig: {
        parameters: {
            query?: never;
            header?: {
                /** @description Where the page that asks comes from (RFC 6454 §7). Browsers set it by themselves. It counts only where no key is sent. */
                Origin?: components["parameters"]["OriginHeader"];
                /** @description The caller's own name for the request, 1 to 128 letters, digits, dots, underscores and hyphens. It is echoed and logged; anything else is replaced by a new one. */
                "X-Request-Id"?: components["parameters"]["RequestIdHeader"];
            };
            path: {
                /** @description Id of the agent. Malformed ids return 404. */
                id: components["parameters"]["AgentIdPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The configuration. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WidgetConfig"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["AgentNotFound"];
            405: components["responses"]["MethodNotAllowed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    claimConversation: {
        parameters: {
            query?: never;
            header?: {
                /** @description The caller's own name for the request, 1 to 128 letters, digits, dots, underscores and hyphens. It is echoed and logged; anything else is replaced by a new one. */
                "X-Request-Id"?: components["parameters"]["RequestIdHeader"];
            };
            path: {
                /** @description Id of the conversation. Malformed ids return 404. */
                id: components["parameters"]["ConversationIdPath"];
            };
            cookie?: never;
        };
        /** @description The worker that claims the conversation. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["ClaimConversationRequest"];
            };
        };
        responses: {
            /** @description The conversation, and the settings to hold it with. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClaimedConversation"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["ConversationNotFound"];
            405: components["responses"]["MethodNotAllowed"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    completeConversation: {
        parameters: {
            query?: never;
            header?: {
                /** @description The caller's own name for the request, 1 to 128 letters, digits, dots, underscores and hyphens. It is echoed and logged; anything else is replaced by a new one. */
                "X-Request-Id"?: components["parameters"]["RequestIdHeader"];
            };
            path: {
                /** @description Id of the conversation. Malformed ids return 404. */
                id: components["parameters"]["ConversationIdPath"];
            };
            cookie?: never;
        };
        /** @description What the worker reports. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["CompleteConversationRequest"];
            };
        };
        responses: {
            /** @description The conversation, ended. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Conversation"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["ConversationNotFound"];
            405: components["responses"]["MethodNotAllowed"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listVoices: {
        parameters: {
            query?: {
                /** @description Only voices of this type. */
                type?: components["parameters"]["VoiceTypeFilter"];
                /** @description Only voices whose locale begins with these subtags, compared without regard to case: `en` finds `en-US` and `en-GB`. */
                locale?: components["parameters"]["VoiceLocaleFilter"];
                /** @description Only voices of this gender. */
                gender?: components["parameters"]["VoiceGenderFilter"];
                /** @description Only voices that this speech model can speak with. */
                model?: components["parameters"]["VoiceModelFilter"];
                /** @description How many rows a page holds at most. A page also holds at most 4 MiB of rows, so it can be shorter than `limit` while `has_more` is true. `next_cursor` leads to the rest. */
                limit?: components["parameters"]["Limit"];
                /** @description The `next_cursor` of the page of voices before. Left out, the list begins. */
                cursor?: components["parameters"]["VoicesCursor"];
            };
            header?: {
                /** @description The caller's own name for the request, 1 to 128 letters, digits, dots, underscores and hyphens. It is echoed and logged; anything else is replaced by a new one. */
                "X-Request-Id"?: components["parameters"]["RequestIdHeader"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of voices. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VoiceList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            405: components["responses"]["MethodNotAllowed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    conversationCompleted: {
        parameters: {
            query?: never;
            header: {
                /** @description The event's `id`, the same at each attempt. */
                "webhook-id": components["schemas"]["WebhookDeliveryId"];
                /**
                 * @description When this attempt is made, in seconds since 1970-01-01T00:00:00Z.
                 * @example 1795167250
                 */
                "webhook-timestamp": string;
                /**
                 * @description `v1,` and the signature in Base64. Left out where the agent has no `webhook_secret`.
                 * @example v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=
                 */
                "webhook-signature"?: string;
            };
            path?: never;
            cookie?: never;
        };
        /** @description The event. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConversationCompletedEvent"];
            };
        };
        responses: {
            /** @description No further attempt is made. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The event was taken. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Another attempt is made later. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
}
