/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-diff-view.h"

#include "refrain-play-time.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/**
 * RefrainDiffView:
 *
 * What differs between texts, one below the other. Lines that only one text has carry "−" or "+"
 * and a colour; in short texts the words that differ are struck out or underlined besides.
 */
struct _RefrainDiffView
{
  GtkWidget parent_instance;

  GtkBox *box; /* (unowned): our only child */
};

G_DEFINE_FINAL_TYPE (RefrainDiffView, refrain_diff_view, GTK_TYPE_WIDGET)

static const struct
{
  const char *mark;
  const char *css_class;
} looks[] = {
  [REFRAIN_DIFF_SAME] = { " ", "diff-same" },
  [REFRAIN_DIFF_REMOVED] = { "−", "diff-removed" },
  [REFRAIN_DIFF_ADDED] = { "+", "diff-added" },
};

static char *
dup_spoken (RefrainDiffKind kind, const char *text)
{
  switch (kind)
    {
    case REFRAIN_DIFF_REMOVED:
      return g_strdup_printf (_ ("Removed: %s"), text);
    case REFRAIN_DIFF_ADDED:
      return g_strdup_printf (_ ("Added: %s"), text);
    case REFRAIN_DIFF_SAME:
    default:
      return g_strdup (text);
    }
}

/* One line, or one side of a short text, with its mark before it. */
static void
add_line (GtkBox *lines, RefrainDiffKind kind, const char *text, const char *markup)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *mark = gtk_label_new (looks[kind].mark);
  GtkWidget *label = gtk_label_new (text);
  g_autofree char *spoken = dup_spoken (kind, text);

  if (markup != NULL)
    gtk_label_set_markup (GTK_LABEL (label), markup);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  -1);
  gtk_label_set_width_chars (GTK_LABEL (mark), 1);
  gtk_widget_set_valign (mark, GTK_ALIGN_START);
  gtk_widget_add_css_class (mark, "numeric");
  gtk_widget_add_css_class (line, "diff-line");
  gtk_widget_add_css_class (line, looks[kind].css_class);
  gtk_box_append (GTK_BOX (line), mark);
  gtk_box_append (GTK_BOX (line), label);
  gtk_box_append (lines, line);
}

static void
add_lines (GtkBox *lines, const char *before, const char *after)
{
  g_autoptr (GPtrArray) parts = refrain_text_diff (before, after, REFRAIN_DIFF_LINES);

  for (guint i = 0; i < parts->len; i++)
    {
      const RefrainDiffPart *part = g_ptr_array_index (parts, i);
      gsize length = strlen (part->text);
      g_auto (GStrv) texts = NULL;

      if (length > 0 && part->text[length - 1] == '\n')
        part->text[length - 1] = '\0';
      texts = g_strsplit (part->text, "\n", -1);
      if (texts[0] == NULL)
        add_line (lines, part->kind, "", NULL);
      for (guint j = 0; texts[j] != NULL; j++)
        add_line (lines, part->kind, texts[j], NULL);
    }
}

/* One side of a short text, with the words marked that the other lacks. */
static void
add_side (GtkBox *lines, GPtrArray *parts, RefrainDiffKind kind, const char *text)
{
  g_autoptr (GString) markup = g_string_new (NULL);

  if (text == NULL || *text == '\0')
    return;

  for (guint i = 0; i < parts->len; i++)
    {
      const RefrainDiffPart *part = g_ptr_array_index (parts, i);
      g_autofree char *escaped = g_markup_escape_text (part->text, -1);

      if (part->kind == REFRAIN_DIFF_SAME)
        g_string_append (markup, escaped);
      else if (part->kind == kind && kind == REFRAIN_DIFF_REMOVED)
        g_string_append_printf (markup, "<b><s>%s</s></b>", escaped);
      else if (part->kind == kind)
        g_string_append_printf (markup, "<b><u>%s</u></b>", escaped);
    }
  add_line (lines, kind, text, markup->str);
}

static void
add_words (GtkBox *lines, const char *before, const char *after)
{
  g_autoptr (GPtrArray) parts = refrain_text_diff (before, after, REFRAIN_DIFF_WORDS);

  add_side (lines, parts, REFRAIN_DIFF_REMOVED, before);
  add_side (lines, parts, REFRAIN_DIFF_ADDED, after);
}

static void
refrain_diff_view_dispose (GObject *object)
{
  RefrainDiffView *self = REFRAIN_DIFF_VIEW (object);

  if (self->box != NULL)
    gtk_widget_unparent (GTK_WIDGET (g_steal_pointer (&self->box)));

  G_OBJECT_CLASS (refrain_diff_view_parent_class)->dispose (object);
}

static void
refrain_diff_view_class_init (RefrainDiffViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = refrain_diff_view_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
refrain_diff_view_init (RefrainDiffView *self)
{
  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 18));
  gtk_widget_set_parent (GTK_WIDGET (self->box), GTK_WIDGET (self));
}

/**
 * refrain_diff_view_new:
 *
 * Returns: (transfer floating): a view without anything in it
 */
GtkWidget *
refrain_diff_view_new (void)
{
  return g_object_new (REFRAIN_TYPE_DIFF_VIEW, NULL);
}

/**
 * refrain_diff_view_clear:
 * @self: a view
 *
 * Takes everything out of it.
 */
void
refrain_diff_view_clear (RefrainDiffView *self)
{
  GtkWidget *child;

  g_return_if_fail (REFRAIN_IS_DIFF_VIEW (self));

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->box))) != NULL)
    gtk_box_remove (self->box, child);
}

/**
 * refrain_diff_view_add:
 * @self: a view
 * @heading: what the texts are
 * @before: (nullable): a text
 * @after: (nullable): what stands there instead
 * @unit: %REFRAIN_DIFF_LINES for a long text, %REFRAIN_DIFF_WORDS for a short one
 *
 * Adds a comparison.
 */
void
refrain_diff_view_add (RefrainDiffView *self,
                       const char *heading,
                       const char *before,
                       const char *after,
                       RefrainDiffUnit unit)
{
  GtkBox *group = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 6));
  GtkBox *lines = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
  GtkWidget *label = gtk_label_new (heading);

  g_return_if_fail (REFRAIN_IS_DIFF_VIEW (self));

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "heading");
  gtk_widget_add_css_class (GTK_WIDGET (lines), "card");
  gtk_widget_add_css_class (GTK_WIDGET (lines), "diff-lines");
  gtk_widget_set_overflow (GTK_WIDGET (lines), GTK_OVERFLOW_HIDDEN);
  if (unit == REFRAIN_DIFF_LINES)
    add_lines (lines, before, after);
  else
    add_words (lines, before, after);
  gtk_box_append (group, label);
  gtk_box_append (group, GTK_WIDGET (lines));
  gtk_box_append (self->box, GTK_WIDGET (group));
}

static guint
add_if_different (RefrainDiffView *self,
                  const char *heading,
                  const char *before,
                  const char *after,
                  RefrainDiffUnit unit)
{
  if (g_strcmp0 (before != NULL ? before : "", after != NULL ? after : "") == 0)
    return 0;

  refrain_diff_view_add (self, heading, before, after, unit);
  return 1;
}

static char *
dup_time (const RefrainRequest *request)
{
  if (request->extend_clip_id == NULL)
    return NULL;

  return request->extend_at < 0
             ? g_strdup (_ ("the end"))
             : refrain_play_time_format ((gint64) (request->extend_at * G_USEC_PER_SEC));
}

static const char *
get_mode_name (const RefrainRequest *request)
{
  return request->mode == REFRAIN_REQUEST_CUSTOM   ? _ ("Custom")
         : request->mode == REFRAIN_REQUEST_LYRICS ? _ ("Lyrics only")
                                                   : _ ("Describe");
}

/**
 * refrain_diff_view_add_requests:
 * @self: a view
 * @before: a request
 * @after: another one
 *
 * Adds a comparison for each member that differs.
 *
 * Returns: how many there are
 */
guint
refrain_diff_view_add_requests (RefrainDiffView *self,
                                const RefrainRequest *before,
                                const RefrainRequest *after)
{
  g_autofree char *time_before = dup_time (before);
  g_autofree char *time_after = dup_time (after);
  const struct
  {
    const char *heading;
    const char *before;
    const char *after;
    RefrainDiffUnit unit;
  } members[] = {
    { _ ("Kind"), get_mode_name (before), get_mode_name (after), REFRAIN_DIFF_WORDS },
    { _ ("Description"), before->description, after->description, REFRAIN_DIFF_WORDS },
    { _ ("Title"), before->title, after->title, REFRAIN_DIFF_WORDS },
    { _ ("Style"), before->style, after->style, REFRAIN_DIFF_WORDS },
    { _ ("Lyrics"), before->lyrics, after->lyrics, REFRAIN_DIFF_LINES },
    { _ ("Instrumental"), before->instrumental ? _ ("Yes") : _ ("No"),
      after->instrumental ? _ ("Yes") : _ ("No"), REFRAIN_DIFF_WORDS },
    { _ ("Model"), before->model, after->model, REFRAIN_DIFF_WORDS },
    { _ ("Not in This Style"), before->negative_style, after->negative_style, REFRAIN_DIFF_WORDS },
    { _ ("Operation"), before->operation, after->operation, REFRAIN_DIFF_WORDS },
    { _ ("Extended Song"), before->extend_clip_id, after->extend_clip_id, REFRAIN_DIFF_WORDS },
    { _ ("Time to Go On From"), time_before, time_after, REFRAIN_DIFF_WORDS },
    { _ ("Other Members"), before->extra, after->extra, REFRAIN_DIFF_LINES },
  };
  guint n_different = 0;

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    n_different += add_if_different (self, members[i].heading, members[i].before, members[i].after,
                                     members[i].unit);
  return n_different;
}
