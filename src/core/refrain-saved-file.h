/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-states.h"

G_BEGIN_DECLS

typedef struct _RefrainSavedFile RefrainSavedFile;

/**
 * RefrainFileHealth: what the last look at a saved file found.
 * @REFRAIN_FILE_PROVEN: size and hash are those recorded when it was saved
 * @REFRAIN_FILE_MISSING: nothing is at its path
 * @REFRAIN_FILE_CHANGED: the content is not what was saved
 */
typedef enum
{
  REFRAIN_FILE_PROVEN,
  REFRAIN_FILE_MISSING,
  REFRAIN_FILE_CHANGED,
} RefrainFileHealth;

/** RefrainSavedFile: one file that was saved for a clip, as the ledger has it. */
struct _RefrainSavedFile
{
  char *clip_id; /* (owned) */
  char *path;    /* (owned): absolute, in the file system's encoding */
  char *sha256;  /* (owned): 64 hexadecimal digits over the whole file */
  gint64 clip_row;
  gint64 bytes;
  gint64 verified_at; /* UTC ms */
  RefrainFileKind kind;
  RefrainFileHealth health;
};

RefrainSavedFile *refrain_saved_file_new (void);
RefrainSavedFile *refrain_saved_file_copy (const RefrainSavedFile *file);
void refrain_saved_file_free (RefrainSavedFile *file);
const char *refrain_file_health_to_string (RefrainFileHealth health);
RefrainFileHealth refrain_file_health_from_string (const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RefrainSavedFile, refrain_saved_file_free)

G_END_DECLS
