/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-prompt.h"

#include "refrain-request-json.h"

/**
 * RefrainPrompt:
 *
 * Something that was asked for before, as views bind to it.
 */
struct _RefrainPrompt
{
  GObject parent_instance;

  RefrainPromptRecord *record; /* (owned) */
  RefrainRequest *request;     /* (owned) */
};

G_DEFINE_FINAL_TYPE (RefrainPrompt, refrain_prompt, G_TYPE_OBJECT)

static void
refrain_prompt_finalize (GObject *object)
{
  RefrainPrompt *self = REFRAIN_PROMPT (object);

  g_clear_pointer (&self->record, refrain_prompt_record_free);
  g_clear_pointer (&self->request, refrain_request_free);

  G_OBJECT_CLASS (refrain_prompt_parent_class)->finalize (object);
}

static void
refrain_prompt_class_init (RefrainPromptClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = refrain_prompt_finalize;
}

static void
refrain_prompt_init (RefrainPrompt *self)
{
}

/**
 * refrain_prompt_new:
 * @record: (transfer full): what the store has of it
 *
 * Returns: (transfer full): the prompt
 */
RefrainPrompt *
refrain_prompt_new (RefrainPromptRecord *record)
{
  RefrainPrompt *self = g_object_new (REFRAIN_TYPE_PROMPT, NULL);

  self->record = record;
  self->request = refrain_request_from_json (record->request);
  if (self->request == NULL)
    self->request = refrain_request_new (REFRAIN_REQUEST_DESCRIBE);
  return self;
}

/**
 * refrain_prompt_get_record:
 * @self: a prompt
 *
 * Returns: (transfer none): when and how often it was used, and whether it is pinned
 */
const RefrainPromptRecord *
refrain_prompt_get_record (RefrainPrompt *self)
{
  g_return_val_if_fail (REFRAIN_IS_PROMPT (self), NULL);

  return self->record;
}

/**
 * refrain_prompt_get_request:
 * @self: a prompt
 *
 * Returns: (transfer none): what was asked for
 */
const RefrainRequest *
refrain_prompt_get_request (RefrainPrompt *self)
{
  g_return_val_if_fail (REFRAIN_IS_PROMPT (self), NULL);

  return self->request;
}
