import adoption from './en/adoption.json';
import alerts from './en/alerts.json';
import annotations from './en/annotations.json';
import app from './en/app.json';
import channels from './en/channels.json';
import charts from './en/charts.json';
import collaboration from './en/collaboration.json';
import conversations from './en/conversations.json';
import department from './en/department.json';
import filters from './en/filters.json';
import forms from './en/forms.json';
import goals from './en/goals.json';
import ideas from './en/ideas.json';
import metrics from './en/metrics.json';
import overview from './en/overview.json';
import problems from './en/problems.json';
import sources from './en/sources.json';
import values from './en/values.json';

export default {
  adoption,
  alerts,
  annotations,
  app,
  channels,
  charts,
  collaboration,
  conversations,
  department,
  filters,
  forms,
  goals,
  ideas,
  metrics,
  overview,
  problems,
  sources,
  values,
};
