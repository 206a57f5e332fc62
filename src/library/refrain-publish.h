/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-records.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _RefrainPublish RefrainPublish;

/** RefrainPublish: what is needed to make a saved file of a download. */
struct _RefrainPublish
{
  RefrainClipRecord *clip; /* (owned) */
  RefrainFileKind kind;
  char *part_path;     /* (owned): what was downloaded */
  char *folder;        /* (owned): where the file goes */
  char *name_template; /* (owned) */
  char *source_url;    /* (owned) (nullable): where it came from */
  char *request;       /* (owned) (nullable): the task's request, as JSON text */
  GBytes *cover;       /* (owned) (nullable): to be embedded */
};

RefrainPublish *refrain_publish_new (const RefrainClipRecord *clip,
                                     RefrainFileKind kind,
                                     const char *folder,
                                     const char *name_template);
void refrain_publish_free (RefrainPublish *publish);
char *refrain_publish_dup_part_path (const RefrainPublish *publish);
RefrainSavedFile *
refrain_publish_run (const RefrainPublish *publish, GCancellable *cancellable, GError **error);
RefrainSavedFile *refrain_publish_copy (const RefrainPublish *publish,
                                        const RefrainSavedFile *original,
                                        GCancellable *cancellable,
                                        GError **error);
gboolean refrain_publish_hash_file (
    const char *path, char **sha256, gint64 *bytes, GCancellable *cancellable, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RefrainPublish, refrain_publish_free)

G_END_DECLS
