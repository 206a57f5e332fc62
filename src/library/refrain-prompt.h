/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-request.h"
#include "refrain-store-forms.h"

G_BEGIN_DECLS

#define REFRAIN_TYPE_PROMPT (refrain_prompt_get_type ())
G_DECLARE_FINAL_TYPE (RefrainPrompt, refrain_prompt, REFRAIN, PROMPT, GObject)

RefrainPrompt *refrain_prompt_new (RefrainPromptRecord *record);
const RefrainPromptRecord *refrain_prompt_get_record (RefrainPrompt *self);
const RefrainRequest *refrain_prompt_get_request (RefrainPrompt *self);

G_END_DECLS
