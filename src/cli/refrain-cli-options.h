/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** RefrainCliVerb: which command was asked for. */
typedef enum
{
  REFRAIN_CLI_NONE,
  REFRAIN_CLI_FETCH,
  REFRAIN_CLI_DECODE,
  REFRAIN_CLI_LIST,
  REFRAIN_CLI_SHOW,
  REFRAIN_CLI_RAW,
  REFRAIN_CLI_SAVE,
  REFRAIN_CLI_VERIFY,
  REFRAIN_CLI_SERVE_DEMO,
  REFRAIN_CLI_SUBMIT,
  REFRAIN_CLI_LYRICS,
  REFRAIN_CLI_GATEWAYS,
} RefrainCliVerb;

typedef struct _RefrainCliOptions RefrainCliOptions;

/**
 * RefrainCliOptions: a command line that was understood, as a plain value.
 *
 * Numbers are checked. Names of files are in the file system's encoding, all other text is UTF-8.
 */
struct _RefrainCliOptions
{
  char **arguments;  /* (owned): what is no option, without the command; never %NULL */
  char *gateway;     /* (owned) (nullable) */
  char *data_dir;    /* (owned) (nullable) */
  char *save_dir;    /* (owned) (nullable): of fetch --save and save --to */
  char *media_dir;   /* (owned) (nullable) */
  char *query;       /* (owned) (nullable) */
  char *verdict;     /* (owned) (nullable) */
  char *sort;        /* (owned) (nullable) */
  char *describe;    /* (owned) (nullable): the parts of a request, as they are sent */
  char *lyrics_file; /* (owned) (nullable): "-" = standard input */
  char *title;
  char *style;
  char *negative_style;
  char *model;
  char *extend;    /* (owned) (nullable): a clip's id or its beginning */
  char *family;    /* (owned) (nullable): a family of gateways */
  char *wait_text; /* (owned) (nullable): as typed, like the other texts below */
  char *at_text;
  char *status_text;
  char *limit_text;
  char *port_text;
  char *scale_text;
  double time_scale;
  double at; /* seconds, REFRAIN_EXTEND_AT_END without --at */
  RefrainCliVerb verb;
  int wait; /* seconds, -1 = do not wait */
  guint http_status;
  guint limit; /* 0 = all */
  guint port;  /* 0 = any */
  gboolean json;
  gboolean key_stdin;
  gboolean help;
  gboolean version;
  gboolean video;
  gboolean cover;
  gboolean lyrics;
  gboolean unsaved;
  gboolean at_risk;
  gboolean all;
  gboolean repair;
  gboolean list_scenarios;
  gboolean instrumental;
};

gboolean refrain_cli_options_parse (RefrainCliOptions *options, char **argv, GError **error);
void refrain_cli_options_clear (RefrainCliOptions *options);
char *refrain_cli_options_dup_help (RefrainCliVerb verb);
gboolean refrain_cli_options_check_ids (char **arguments, GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RefrainCliOptions, refrain_cli_options_clear)

G_END_DECLS
