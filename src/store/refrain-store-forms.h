/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-request.h"
#include "refrain-store.h"

G_BEGIN_DECLS

typedef struct _RefrainPromptRecord RefrainPromptRecord;

/** RefrainPromptRecord: something that was asked for before. */
struct _RefrainPromptRecord
{
  gint64 row_id;
  gint64 used_at; /* UTC ms: the last time */
  char *summary;  /* (owned): its first words */
  char *style;    /* (owned) (nullable) */
  char *model;    /* (owned) (nullable) */
  char *request;  /* (owned): the whole of it, as JSON */
  guint uses;
  gboolean pinned;
};

char *
refrain_store_forms_get_draft (RefrainConnection *connection, const char *name, GError **error);
gboolean refrain_store_forms_put_draft (RefrainConnection *connection,
                                        const char *name,
                                        const char *body,
                                        GError **error);
gboolean refrain_store_forms_remember (RefrainConnection *connection,
                                       gint64 gateway_row,
                                       const RefrainRequest *request,
                                       const char *request_json,
                                       GError **error);
GPtrArray *refrain_store_forms_list_prompts (RefrainConnection *connection,
                                             const char *text,
                                             guint limit,
                                             GError **error);
gboolean refrain_store_forms_pin_prompt (RefrainConnection *connection,
                                         gint64 row_id,
                                         gboolean pinned,
                                         GError **error);
gboolean
refrain_store_forms_remove_prompt (RefrainConnection *connection, gint64 row_id, GError **error);
char **refrain_store_forms_list_styles (RefrainConnection *connection, guint limit, GError **error);
char **refrain_store_forms_list_models (RefrainConnection *connection,
                                        gint64 gateway_row,
                                        guint limit,
                                        GError **error);
void refrain_prompt_record_free (RefrainPromptRecord *record);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RefrainPromptRecord, refrain_prompt_record_free)

G_END_DECLS
