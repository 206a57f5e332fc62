/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-create-page.h"
#include "refrain-demo-session.h"
#include "refrain-error-presenter.h"
#include "refrain-player-bar.h"
#include "refrain-remote.h"
#include "refrain-sidebar.h"
#include "refrain-songs-page.h"
#include "refrain-tasks-page.h"
#include "refrain-welcome-page.h"
#include "refrain-window.h"

G_BEGIN_DECLS

struct _RefrainWindow
{
  AdwApplicationWindow parent_instance;

  AdwToastOverlay *toasts;          /* (unowned): template child */
  GtkStack *root_stack;             /* (unowned): template child */
  GtkBox *welcome_box;              /* (unowned): template child */
  AdwStatusPage *error_page;        /* (unowned): template child */
  AdwFlap *flap;                    /* (unowned): template child */
  GtkBox *sidebar_box;              /* (unowned): template child */
  GtkStack *stack;                  /* (unowned): template child */
  GtkRevealer *keyring_revealer;    /* (unowned): template child */
  GtkRevealer *offline_revealer;    /* (unowned): template child */
  AdwBin *player_bin;               /* (unowned): template child */
  RefrainWelcomePage *welcome_page; /* (unowned) (nullable): in @welcome_box */
  RefrainSidebar *sidebar;          /* (unowned): in @sidebar_box */
  RefrainSongsPage *songs_page;     /* (unowned): in @stack */
  RefrainTasksPage *tasks_page;     /* (unowned) (nullable): in @stack, made when first shown */
  RefrainCreatePage *create_page;   /* (unowned) (nullable): in @stack, made when first shown */
  RefrainPlayerBar *player_bar;     /* (unowned) (nullable): in @player_bin */
  RefrainContext *context;          /* (owned) */
  RefrainErrorPresenter *presenter; /* (owned) */
  RefrainDemoSession *demo;         /* (owned) */
  RefrainRemote *remote;            /* (owned) (nullable) */
  GSettings *settings;              /* (owned) */
  GCancellable *cancellable;        /* (owned) */
  GQueue song_pages;                /* (element-type RefrainSongPage): the shown one last */
  char *view;                       /* (owned): what Back leads to in the end */
  guint fold_source;
  guint demo_source;
  guint song_counter;
  gboolean wants_demo;
  gboolean narrow;
};

void refrain_window_install_navigation (GtkWidgetClass *widget_class);
void refrain_window_install_song_actions (GtkWidgetClass *widget_class);
void refrain_window_install_creation (GtkWidgetClass *widget_class);
void refrain_window_show_main (RefrainWindow *self);
void refrain_window_show_view (RefrainWindow *self, const char *view);
gboolean refrain_window_go_back (RefrainWindow *self);
RefrainPlayback *refrain_window_ensure_playback (RefrainWindow *self);
RefrainClip *refrain_window_get_focused_clip (RefrainWindow *self);
void refrain_window_set_up_keys (RefrainWindow *self);

G_END_DECLS
