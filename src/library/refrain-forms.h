/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-library.h"
#include "refrain-prompt.h"

G_BEGIN_DECLS

#define REFRAIN_TYPE_FORMS (refrain_forms_get_type ())
G_DECLARE_FINAL_TYPE (RefrainForms, refrain_forms, REFRAIN, FORMS, GObject)

RefrainForms *refrain_forms_new (RefrainLibrary *library);

void refrain_forms_load_draft_async (RefrainForms *self,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
RefrainRequest *refrain_forms_load_draft_finish (RefrainForms *self,
                                                 GAsyncResult *result,
                                                 char **gateway,
                                                 GError **error);
void
refrain_forms_keep_draft (RefrainForms *self, const RefrainRequest *request, const char *gateway);

void refrain_forms_list_prompts_async (RefrainForms *self,
                                       const char *text,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
GListModel *
refrain_forms_list_prompts_finish (RefrainForms *self, GAsyncResult *result, GError **error);
void refrain_forms_pin_prompt (RefrainForms *self, RefrainPrompt *prompt, gboolean pinned);
void refrain_forms_remove_prompt (RefrainForms *self, RefrainPrompt *prompt);

void refrain_forms_list_styles_async (RefrainForms *self,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
char **refrain_forms_list_styles_finish (RefrainForms *self, GAsyncResult *result, GError **error);
void refrain_forms_list_models_async (RefrainForms *self,
                                      RefrainSource *source,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
char **refrain_forms_list_models_finish (RefrainForms *self, GAsyncResult *result, GError **error);

RefrainRequest *refrain_forms_request_of_task (RefrainTask *task);
void refrain_forms_request_of_clip_async (RefrainForms *self,
                                          RefrainClip *clip,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data);
RefrainRequest *
refrain_forms_request_of_clip_finish (RefrainForms *self, GAsyncResult *result, GError **error);

G_END_DECLS
